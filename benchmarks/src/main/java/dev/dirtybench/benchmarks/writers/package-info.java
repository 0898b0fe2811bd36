/**
 * A bitmap that several threads use at once, and the ways to guard it: what {@link
 * dev.dirtybench.benchmarks.jmh.ManyWritersBenchmark} compares.
 */
package dev.dirtybench.benchmarks.writers;
