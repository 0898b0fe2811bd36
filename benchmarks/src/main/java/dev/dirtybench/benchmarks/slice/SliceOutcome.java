package dev.dirtybench.benchmarks.slice;

/**
 * What two builds gave that were timed in turns.
 *
 * @param logRatios of each block: the median of its quads' log(B / A)
 * @param nanosA of a pass of A in each block
 * @param nanosB of a pass of B in each block
 */
public record SliceOutcome(double[] logRatios, double[] nanosA, double[] nanosB) {}
