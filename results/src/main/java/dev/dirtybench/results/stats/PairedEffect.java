package dev.dirtybench.results.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The effect of B against A in pairs of forks: estimate, limits and sizes, as natural logarithms of
 * ratios.
 *
 * <p>Estimate: Hodges and Lehmann's median of the Walsh averages. Limits: each one-sided at level
 * alpha; the exact ones of the signed-rank test need {@code ceil(log2(1/alpha))} pairs, fewer pairs
 * get Student's t, fewer than four none. Source: Hollander, Wolfe, Chicken, "Nonparametric
 * Statistical Methods", chapter 3.
 *
 * @param pairs how many
 * @param estimate log ratio; above 0 is worse
 * @param lower limit below which the effect lies with probability alpha at most; -infinity for none
 * @param upper limit above which it lies with probability alpha at most; infinity for none
 * @param alpha one-sided level of each limit
 * @param method how the limits were found
 * @param deviation standard deviation of the differences
 * @param rankBiserial (T+ - T-) / (T+ + T-), -1 to 1
 * @param worse pairs in which B was worse
 */
public record PairedEffect(
    int pairs,
    double estimate,
    double lower,
    double upper,
    double alpha,
    IntervalMethod method,
    double deviation,
    double rankBiserial,
    int worse) {
  /** Fewer pairs than this tell nothing. */
  public static final int FEWEST_PAIRS = 4;

  /**
   * The effect of some pairs.
   *
   * @param differences log score of B less that of A, larger is worse; one or more, finite
   * @param alpha one-sided level, between 0 and 0.5
   * @return the effect
   * @throws IllegalArgumentException if there is none, one is not finite, or alpha out of range
   */
  public static PairedEffect of(double[] differences, double alpha) {
    check(differences, alpha);
    int n = differences.length;
    double[] walsh = walshAverages(differences);
    double estimate = Moments.median(walsh);
    SignedRanks ranks = SignedRanks.of(differences, 0);
    int worse = (int) Arrays.stream(differences).filter(d -> d > 0).count();
    double deviation = Moments.deviation(differences);
    int place = n < FEWEST_PAIRS ? 0 : SignedRankDistribution.withoutTies(n).limitPlace(alpha);
    double lower = Double.NEGATIVE_INFINITY;
    double upper = Double.POSITIVE_INFINITY;
    IntervalMethod method = IntervalMethod.NONE;
    if (place > 0) {
      lower = walsh[place - 1];
      upper = walsh[walsh.length - place];
      method = IntervalMethod.SIGNED_RANK;
    } else if (n >= FEWEST_PAIRS) {
      double half = quantile(1 - alpha, n - 1) * deviation / Math.sqrt(n);
      lower = Moments.mean(differences) - half;
      upper = Moments.mean(differences) + half;
      method = IntervalMethod.PAIRED_T;
    }
    return new PairedEffect(
        n, estimate, lower, upper, alpha, method, deviation, ranks.rankBiserial(), worse);
  }

  /**
   * The p-value of "B is worse than A by more than a margin".
   *
   * @param differences as {@link #of} takes them
   * @param margin log ratio, 0 or more
   * @return exact signed-rank probability, 0 to 1
   */
  public static double worseThan(double[] differences, double margin) {
    return SignedRanks.of(differences, margin).upperTail();
  }

  /**
   * The p-value of "B is better than A by more than a margin".
   *
   * @param differences as {@link #of} takes them
   * @param margin log ratio, 0 or more
   * @return exact signed-rank probability, 0 to 1
   */
  public static double betterThan(double[] differences, double margin) {
    return SignedRanks.of(differences, -margin).lowerTail();
  }

  /**
   * The p-value of "B is worse by more than a margin" by Student's t, which can be as small as few
   * pairs do not allow the exact one to be.
   *
   * @param differences two or more
   * @param margin log ratio
   * @return probability; 0 or 1 for differences that are all the same
   */
  public static double worseThanByT(double[] differences, double margin) {
    double deviation = Moments.deviation(differences);
    double above = Moments.mean(differences) - margin;
    if (deviation == 0) {
      return above > 0 ? 0 : 1;
    }
    double t = above / (deviation / Math.sqrt(differences.length));
    return TDistribution.of(differences.length - 1.0).survivalProbability(t);
  }

  /**
   * The p-value of "B is not worse by as much as a margin" by Student's t.
   *
   * @param differences two or more
   * @param margin log ratio
   * @return probability; 0 or 1 for differences that are all the same
   */
  public static double betterThanByT(double[] differences, double margin) {
    return worseThanByT(Arrays.stream(differences).map(d -> -d).toArray(), -margin);
  }

  /**
   * The ratio of B to A.
   *
   * @return above 1 is worse
   */
  public double ratio() {
    return Math.exp(estimate);
  }

  /** The sorted averages of all pairs of differences, each with itself too. */
  static double[] walshAverages(double[] differences) {
    int n = differences.length;
    double[] averages = new double[n * (n + 1) / 2];
    int k = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        averages[k] = (differences[i] + differences[j]) / 2;
        k++;
      }
    }
    Arrays.sort(averages);
    return averages;
  }

  static double quantile(double probability, int degreesOfFreedom) {
    return TDistribution.of(degreesOfFreedom).inverseCumulativeProbability(probability);
  }

  private static void check(double[] differences, double alpha) {
    if (differences.length == 0) {
      throw new IllegalArgumentException("expected one pair or more, found none");
    }
    for (double difference : differences) {
      if (!Double.isFinite(difference)) {
        throw new IllegalArgumentException("expected finite differences, found " + difference);
      }
    }
    if (!(alpha > 0 && alpha < 0.5)) {
      throw new IllegalArgumentException("expected alpha between 0 and 0.5, found " + alpha);
    }
  }
}
