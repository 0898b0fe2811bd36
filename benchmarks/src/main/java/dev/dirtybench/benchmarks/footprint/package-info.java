/** Weighs bitmaps: heap, off-heap memory, serialised size; in a JVM that times nothing. */
package dev.dirtybench.benchmarks.footprint;
