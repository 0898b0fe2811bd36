/** Compares what the passes compute with the oracle, in JVMs that time nothing. */
package dev.dirtybench.benchmarks.verify;
