package dev.dirtybench.results.stats;

/**
 * The ratio of the means of two systems that were measured apart, with Fieller's interval.
 *
 * <p>For loose files only: what the machine did between the two runs is in the ratio, so that it
 * advises and never judges.
 *
 * @param ratio mean of B to mean of A
 * @param lower end of the two-sided interval; 0 where it has none
 * @param upper end of the two-sided interval; infinite where it has none
 */
public record UnpairedRatio(double ratio, double lower, double upper) {
  /**
   * The ratio of two systems' fork scores.
   *
   * @param a fork scores of A, two or more, above 0
   * @param b fork scores of B, two or more, above 0
   * @param alpha two-sided level, such as 0.01
   * @return ratio and interval
   */
  public static UnpairedRatio of(double[] a, double[] b, double alpha) {
    if (a.length < 2 || b.length < 2) {
      throw new IllegalArgumentException(
          "expected two forks or more of each, found " + a.length + " and " + b.length);
    }
    double meanA = Moments.mean(a);
    double meanB = Moments.mean(b);
    double halfA = halfWidth(a, alpha);
    double halfB = halfWidth(b, alpha);
    double denominator = meanA * meanA - halfA * halfA;
    double product = meanA * meanB;
    double root = product * product - denominator * (meanB * meanB - halfB * halfB);
    if (denominator <= 0 || root < 0) {
      return new UnpairedRatio(meanB / meanA, 0, Double.POSITIVE_INFINITY);
    }
    return new UnpairedRatio(
        meanB / meanA,
        (product - Math.sqrt(root)) / denominator,
        (product + Math.sqrt(root)) / denominator);
  }

  private static double halfWidth(double[] values, double alpha) {
    return PairedEffect.quantile(1 - alpha / 2, values.length - 1)
        * Moments.deviation(values)
        / Math.sqrt(values.length);
  }
}
