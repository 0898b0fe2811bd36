/**
 * The run: which cells, in which JVMs, in which order; verified, measured, recorded.
 *
 * <p>Every cell is timed in a fork of its own; results are checked and memory is weighed in other
 * JVMs.
 */
package dev.dirtybench.benchmarks.run;
