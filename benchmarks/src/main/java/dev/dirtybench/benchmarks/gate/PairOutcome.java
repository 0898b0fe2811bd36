package dev.dirtybench.benchmarks.gate;

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
  static PairOutcome failed(String failure) {
    return new PairOutcome(Double.NaN, new double[0], new double[0], null, failure);
  }
}
