package dev.dirtybench.testkit;

/** A run of dirty bytes, for comparison. */
record Extent(long offset, long length) {}
