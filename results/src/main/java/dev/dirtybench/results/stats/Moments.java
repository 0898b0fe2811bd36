package dev.dirtybench.results.stats;

import java.util.Arrays;

/** Mean, deviation and median of a few values. */
public final class Moments {
  private Moments() {}

  /**
   * The arithmetic mean.
   *
   * @param values one or more
   * @return their mean
   */
  public static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /**
   * The unbiased variance.
   *
   * @param values one or more
   * @return 0 for a single value
   */
  public static double variance(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return values.length < 2 ? 0 : sum / (values.length - 1);
  }

  /**
   * The square root of the unbiased variance.
   *
   * @param values one or more
   * @return 0 for a single value
   */
  public static double deviation(double[] values) {
    return Math.sqrt(variance(values));
  }

  /**
   * The middle value, or the mean of the two middle ones.
   *
   * @param values one or more; left as they are
   * @return their median
   */
  public static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
