package dev.dirtybench.benchmarks.openloop;

import org.HdrHistogram.Histogram;

/**
 * The percentiles of a histogram, in nanoseconds, three digits of them; 0 where nothing was
 * recorded.
 *
 * @param count of values
 * @param p50 the median
 * @param p90 of 100
 * @param p99 of 100
 * @param p999 99.9 of 100
 * @param p9999 99.99 of 100
 * @param max the largest
 */
public record Percentiles(
    long count, long p50, long p90, long p99, long p999, long p9999, long max) {
  static Percentiles of(Histogram histogram) {
    return new Percentiles(
        histogram.getTotalCount(),
        histogram.getValueAtPercentile(50),
        histogram.getValueAtPercentile(90),
        histogram.getValueAtPercentile(99),
        histogram.getValueAtPercentile(99.9),
        histogram.getValueAtPercentile(99.99),
        histogram.getMaxValue());
  }
}
