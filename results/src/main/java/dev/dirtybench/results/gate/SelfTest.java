package dev.dirtybench.results.gate;

import dev.dirtybench.results.stats.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.statistics.distribution.BetaDistribution;

/** What a gate says of itself when the truth is known: false alarms, and what it finds. */
public final class SelfTest {
  private static final double CONFIDENCE = 0.95;

  private final List<GateResult> repeats;
  private final List<CellJudgement> judgements;

  /**
   * The verdicts of a self-test.
   *
   * @param repeats the outcome of each
   */
  public SelfTest(List<GateResult> repeats) {
    this.repeats = List.copyOf(repeats);
    judgements = repeats.stream().flatMap(result -> result.cells().stream()).toList();
  }

  /**
   * How many cells were judged.
   *
   * @return verdicts of every kind but invalid
   */
  public int verdicts() {
    return (int) judgements.stream().filter(j -> j.verdict() != Verdict.INVALID).count();
  }

  /**
   * How many were called a regression.
   *
   * @return 0 or more
   */
  public int regressions() {
    return (int) judgements.stream().filter(j -> j.verdict() == Verdict.REGRESSION).count();
  }

  /**
   * How many would have been called a regression too if all other cells of their gate had shown
   * none: a slowdown of all cells at once is found more easily than that of one.
   *
   * @return 0 or more
   */
  public int regressionsIfAlone() {
    int found = 0;
    for (GateResult result : repeats) {
      long cells = result.cells().size();
      for (CellJudgement cell : result.cells()) {
        boolean alone = cell.p() <= GateJudge.DISCOVERY_RATE / cells;
        found += cell.verdict() == Verdict.REGRESSION && alone ? 1 : 0;
      }
    }
    return found;
  }

  /**
   * The median time of a cell.
   *
   * @return seconds
   */
  public double medianSeconds() {
    double[] seconds = judgements.stream().mapToDouble(j -> j.evidence().seconds()).toArray();
    Arrays.sort(seconds);
    return seconds.length == 0 ? 0 : seconds[seconds.length / 2];
  }

  /**
   * Tells it.
   *
   * @param slowdown that was put in, 0 for none
   * @return lines
   */
  public String text(double slowdown) {
    int n = verdicts();
    int found = regressions();
    String what =
        slowdown == 0
            ? "false regressions"
            : String.format(Locale.ROOT, "slowdowns of %.0f %% found", 100 * slowdown);
    return String.format(
        Locale.ROOT,
        "%s: %d of %d verdicts (%.1f %%; 95 %% limits %.1f to %.1f %%)%s;"
            + " median cost %.0f s a cell%n",
        what,
        found,
        n,
        n == 0 ? 0 : 100.0 * found / n,
        100 * lower(found, n),
        100 * upper(found, n),
        slowdown == 0
            ? ""
            : ", " + regressionsIfAlone() + " if each had been the only slow cell of its gate",
        medianSeconds());
  }

  /** Clopper and Pearson's exact limit from below, two-sided. */
  static double lower(int found, int n) {
    double alpha = (1 - CONFIDENCE) / 2;
    return found == 0
        ? 0
        : BetaDistribution.of(found, n - found + 1.0).inverseCumulativeProbability(alpha);
  }

  /** Clopper and Pearson's exact limit from above, two-sided. */
  static double upper(int found, int n) {
    double alpha = (1 - CONFIDENCE) / 2;
    return found == n
        ? 1
        : BetaDistribution.of(found + 1.0, n - found).inverseCumulativeProbability(1 - alpha);
  }
}
