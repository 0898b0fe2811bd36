package dev.dirtybench.results.gate;

import java.util.List;

/**
 * What the measurement of one cell gave, before it is judged.
 *
 * @param cell its id, such as {@code set/hbitmap/postgres/64K}
 * @param driver how the arms were run side by side
 * @param differences of each kept pair of forks: log score of B less that of A, larger is worse
 * @param confirmation the same of fresh pairs that were taken after a first judgement of
 *     regression; empty if there were none
 * @param excluded pairs that were left out because the machine was disturbed
 * @param obstacle why the arms cannot be compared, or null
 * @param seconds that the cell took
 */
public record CellEvidence(
    String cell,
    String driver,
    List<Double> differences,
    List<Double> confirmation,
    int excluded,
    String obstacle,
    double seconds) {
  /** The largest share of pairs that may be left out. */
  public static final double MOST_EXCLUDED = 0.2;

  /** Copies the lists. */
  public CellEvidence {
    differences = List.copyOf(differences);
    confirmation = List.copyOf(confirmation);
  }

  /** The pairs as an array. */
  double[] pairs() {
    return differences.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The confirming pairs as an array. */
  double[] confirmingPairs() {
    return confirmation.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Whether too many pairs had to be left out. */
  boolean isContaminated() {
    return excluded > MOST_EXCLUDED * (excluded + differences.size());
  }
}
