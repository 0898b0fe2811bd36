package dev.dirtybench.qcow2.image;

/**
 * Clusters that lie one after the other in the file.
 *
 * @param offset where the first one starts, in bytes
 * @param count how many, 0 or more
 */
record ClusterRun(long offset, long count) {}
