/** What is in somebody else's JMH jar, found without running a benchmark. */
package dev.dirtybench.benchmarks.foreign;
