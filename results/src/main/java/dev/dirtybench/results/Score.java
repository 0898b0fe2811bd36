package dev.dirtybench.results;

import java.util.Arrays;

/**
 * The one number shown for many, and how far apart the many were.
 *
 * <p>The value is the median of the forks' medians. The error is half of (max - min) over the fork
 * medians when there are two forks or more, else over the iterations of the one fork. It is a
 * spread, not a confidence interval, and JMH's own error is never used: it takes iterations of one
 * JVM for independent.
 *
 * @param value median of the forks' medians
 * @param error half of (max - min); NaN if there is one value only
 * @param spread what the error is the spread of
 * @param count how many of them there are, 1 or more
 */
public record Score(double value, double error, Spread spread, int count) {
  /** What a spread is taken over. */
  public enum Spread {
    /** Medians of different JVMs. */
    FORKS("fork"),
    /** Values of one JVM. */
    ITERATIONS("iteration");

    private final String singular;

    Spread(String singular) {
      this.singular = singular;
    }

    /**
     * So many of them, in words.
     *
     * @param count how many
     * @return such as {@code 3 forks}
     */
    public String count(int count) {
      return count + " " + singular + (count == 1 ? "" : "s");
    }
  }

  /**
   * The score of some values. Forks without values are left out.
   *
   * @param samples at least one value
   * @return the score
   * @throws IllegalArgumentException if there is no value
   */
  public static Score of(Samples samples) {
    double[] medians = new double[samples.forkCount()];
    double[] last = {};
    int forks = 0;
    for (int i = 0; i < medians.length; i++) {
      double[] values = samples.fork(i);
      if (values.length > 0) {
        medians[forks++] = median(values);
        last = values;
      }
    }
    if (forks == 0) {
      throw new IllegalArgumentException("a score needs at least one value, got none");
    }
    double[] used = Arrays.copyOf(medians, forks);
    Spread spread = forks > 1 ? Spread.FORKS : Spread.ITERATIONS;
    double[] apart = forks > 1 ? used : last;
    return new Score(median(used), halfRange(apart), spread, apart.length);
  }

  /**
   * Names the error.
   *
   * @return {@code spread of 3 forks} or {@code spread of 5 iterations}
   */
  public String label() {
    return "spread of " + spread.count(count);
  }

  /**
   * The same score in another unit.
   *
   * @param factor what one of the present unit is in the new one
   * @return value and error times the factor
   */
  public Score times(double factor) {
    return new Score(value * factor, error * factor, spread, count);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : sorted[middle - 1] + (sorted[middle] - sorted[middle - 1]) / 2;
  }

  private static double halfRange(double[] values) {
    if (values.length == 1) {
      return Double.NaN;
    }
    double min = Arrays.stream(values).min().orElseThrow();
    double max = Arrays.stream(values).max().orElseThrow();
    return (max - min) / 2;
  }
}
