package dev.dirtybench.benchmarks.gate;

import dev.dirtybench.benchmarks.slice.SliceOutcome;
import java.util.Arrays;

/**
 * What one pair gave.
 *
 * @param difference log score of B less that of A, larger is worse; NaN if there is none
 * @param a scores of A's blocks or iterations, as they were measured
 * @param b those of B
 * @param excluded why it does not count, or null
 * @param failure why there is no difference, or null
 */
record PairOutcome(double difference, double[] a, double[] b, String excluded, String failure) {
  /** The mean of the middle half of the blocks: one that was disturbed does not count. */
  static PairOutcome of(SliceOutcome slices, String excluded) {
    double[] sorted = slices.logRatios().clone();
    Arrays.sort(sorted);
    int cut = sorted.length / 4;
    double middle = Arrays.stream(sorted, cut, sorted.length - cut).average().orElseThrow();
    return new PairOutcome(middle, slices.nanosA(), slices.nanosB(), excluded, null);
  }

  static PairOutcome unlike(String digestA, String digestB) {
    return failed("the arms leave different results: digest " + digestA + " and " + digestB);
  }

  static PairOutcome failed(String failure) {
    return new PairOutcome(Double.NaN, new double[0], new double[0], null, failure);
  }
}
