package dev.dirtybench.results.stats;

/** What effect a number of pairs can find, and how many pairs an effect takes. */
public final class Detectable {
  /** The usual chance of missing an effect of the size asked for. */
  public static final double BETA = 0.2;

  private static final int MOST_PAIRS = 500;

  private Detectable() {}

  /**
   * The smallest effect that is found with probability {@code 1 - beta}.
   *
   * @param deviation of the pairs' log ratios
   * @param pairs two or more
   * @param alpha one-sided level
   * @param beta chance of missing it
   * @return ratio less 1, such as 0.042; infinite for fewer than two pairs
   */
  public static double effect(double deviation, int pairs, double alpha, double beta) {
    if (pairs < 2) {
      return Double.POSITIVE_INFINITY;
    }
    double quantiles =
        PairedEffect.quantile(1 - alpha, pairs - 1) + PairedEffect.quantile(1 - beta, pairs - 1);
    return Math.expm1(quantiles * deviation / Math.sqrt(pairs));
  }

  /**
   * The smallest effect that the test "worse than the tolerated margin" finds.
   *
   * @param deviation of the pairs' log ratios
   * @param pairs two or more
   * @param rule level and margin
   * @return ratio less 1
   */
  public static double effect(double deviation, int pairs, VerdictRule rule) {
    double plain = effect(deviation, pairs, rule.alpha(), BETA);
    return Math.expm1(Math.log1p(plain) + rule.toleratedLog());
  }

  /**
   * The fewest pairs that find an effect.
   *
   * @param deviation of the pairs' log ratios
   * @param effect ratio less 1, above the rule's tolerated one
   * @param rule level and margin
   * @return pairs, at least those that the exact test needs; at most 500
   */
  public static int pairs(double deviation, double effect, VerdictRule rule) {
    int pairs = Math.max(PairedEffect.FEWEST_PAIRS, Multiplicity.fewestPairs(1, rule.alpha()));
    while (pairs < MOST_PAIRS && effect(deviation, pairs, rule) > effect) {
      pairs++;
    }
    return pairs;
  }
}
