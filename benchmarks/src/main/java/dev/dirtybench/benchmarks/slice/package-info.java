/**
 * Two builds in one JVM, each behind its own class loader, timed in alternating slices of about a
 * millisecond: what the machine does from second to second then meets both alike.
 */
package dev.dirtybench.benchmarks.slice;
