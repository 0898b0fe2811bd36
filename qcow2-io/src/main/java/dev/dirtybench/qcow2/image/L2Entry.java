package dev.dirtybench.qcow2.image;

/**
 * What an L2 table says of one guest cluster; {@link L2Format} knows what it means.
 *
 * @param word where the cluster is, and flags
 * @param subclusters with extended L2 entries, which of the 32 parts are allocated (bits 0 to 31)
 *     and which read as zeros (bits 32 to 63); else 0
 */
record L2Entry(long word, long subclusters) {
  static final L2Entry NONE = new L2Entry(0, 0);
}
