/**
 * What HotSpot made of the contract's calls in a measured JVM: read from its own account of what it
 * compiled and inlined.
 */
package dev.dirtybench.benchmarks.inlining;
