package dev.dirtybench.results;

/**
 * One metric of a JMH result.
 *
 * @param unit JMH's unit, such as {@code ns/op}
 * @param samples values by fork and iteration; in sample mode the mean of each iteration
 */
public record JmhMetric(String unit, Samples samples) {}
