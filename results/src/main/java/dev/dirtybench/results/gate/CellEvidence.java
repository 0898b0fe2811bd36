package dev.dirtybench.results.gate;

import java.util.List;

/**
 * What the measurement of one cell gave, before it is judged.
 *
 * <p>A difference is one of a pair of forks: log score of B less that of A, larger is worse.
 *
 * @param cell its id, such as {@code set/hbitmap/postgres/64K}
 * @param family cells that measure the same code have the same one
 * @param driver how the arms were run side by side
 * @param screen differences of the first few pairs, which decide only whether more are worth it
 * @param differences of the pairs that decide; empty where the screen was enough
 * @param confirmation the same of fresh pairs that were taken after a first judgement of
 *     regression; empty if there were none
 * @param excluded pairs that were left out because the machine was disturbed
 * @param obstacle why the arms cannot be compared, or null
 * @param seconds that the cell took
 */
public record CellEvidence(
    String cell,
    String family,
    String driver,
    List<Double> screen,
    List<Double> differences,
    List<Double> confirmation,
    int excluded,
    String obstacle,
    double seconds) {
  /** The largest share of pairs that may be left out. */
  public static final double MOST_EXCLUDED = 0.2;

  /** Copies the lists. */
  public CellEvidence {
    screen = List.copyOf(screen);
    differences = List.copyOf(differences);
    confirmation = List.copyOf(confirmation);
  }

  /** Whether the first few pairs are all there is. */
  boolean isScreened() {
    return differences.isEmpty() && !screen.isEmpty();
  }

  /** The pairs that the verdict rests on. */
  double[] pairs() {
    return array(isScreened() ? screen : differences);
  }

  /** The confirming pairs. */
  double[] confirmingPairs() {
    return array(confirmation);
  }

  static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Whether too many pairs had to be left out. */
  boolean isContaminated() {
    return excluded > MOST_EXCLUDED * (excluded + screen.size() + differences.size());
  }
}
