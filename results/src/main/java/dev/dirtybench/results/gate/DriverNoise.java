package dev.dirtybench.results.gate;

import dev.dirtybench.results.stats.Detectable;
import dev.dirtybench.results.stats.Moments;
import dev.dirtybench.results.stats.VerdictRule;

/**
 * How much pairs of the same build differ when a driver runs them, and what that costs.
 *
 * @param driver its name
 * @param pairs that were measured
 * @param deviation of their differences, log ratios
 * @param secondsPerPair what one takes
 */
public record DriverNoise(String driver, int pairs, double deviation, double secondsPerPair) {
  /** Pairs that effects are reckoned for. */
  public static final int USUAL_PAIRS = 12;

  /**
   * The noise of some pairs.
   *
   * @param driver its name
   * @param differences of the pairs, two or more
   * @param secondsPerPair what one took
   * @return the noise
   */
  public static DriverNoise of(String driver, double[] differences, double secondsPerPair) {
    return new DriverNoise(
        driver, differences.length, Moments.deviation(differences), secondsPerPair);
  }

  /**
   * The smallest slowdown that twelve pairs find in four of five cases.
   *
   * @return ratio less 1, with the tolerated margin
   */
  public double detectable() {
    return Detectable.effect(deviation, USUAL_PAIRS, VerdictRule.DEFAULT);
  }

  /**
   * The pairs that find a slowdown of 10 %.
   *
   * @return at most 500
   */
  public int pairsForTenPercent() {
    return Detectable.pairs(deviation, GateJudge.SOUGHT, VerdictRule.DEFAULT);
  }

  /**
   * What finding a slowdown of 10 % takes.
   *
   * @return seconds
   */
  public double secondsForTenPercent() {
    return pairsForTenPercent() * secondsPerPair;
  }
}
