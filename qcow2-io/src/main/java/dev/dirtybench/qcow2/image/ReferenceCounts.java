package dev.dirtybench.qcow2.image;

import java.util.HashMap;
import java.util.Map;

/**
 * How many references to each cluster of a file were found; memory is taken for the parts of the
 * file that have any.
 */
final class ReferenceCounts {
  static final int PAGE_CLUSTERS = 1024;

  private final Map<Long, int[]> pages = new HashMap<>();
  private final long fileBytes;
  private final int clusterBits;
  private final CheckFindings findings;

  ReferenceCounts(long fileBytes, int clusterBits, CheckFindings findings) {
    this.fileBytes = fileBytes;
    this.clusterBits = clusterBits;
    this.findings = findings;
  }

  /** Clusters of the file, a last partial one included. */
  long clusters() {
    return (fileBytes >>> clusterBits) + ((fileBytes & ((1L << clusterBits) - 1)) == 0 ? 0 : 1);
  }

  /**
   * Whether the file has these bytes, but for less than a cluster that may be missing at its end.
   */
  boolean isInFile(long offset, long bytes) {
    return offset >= 0
        && offset <= fileBytes
        && bytes >= 0
        && bytes - fileBytes + offset < 1L << clusterBits;
  }

  /** Counts a structure, each of its clusters as often as it is referred to. */
  void add(long offset, long bytes, int times, String what) {
    if (bytes == 0) {
      return;
    }
    if (!isInFile(offset, bytes)) {
      findings.corruption(
          what
              + " at 0x"
              + Long.toHexString(offset)
              + " must lie in the file of 0x"
              + Long.toHexString(fileBytes)
              + " bytes");
      return;
    }
    long last = (offset + bytes - 1) >>> clusterBits;
    for (long cluster = offset >>> clusterBits; cluster <= last; cluster++) {
      int[] page = pages.computeIfAbsent(cluster / PAGE_CLUSTERS, key -> new int[PAGE_CLUSTERS]);
      int index = (int) (cluster % PAGE_CLUSTERS);
      page[index] = (int) Math.min(Integer.MAX_VALUE, (long) page[index] + times);
    }
  }

  int get(long cluster) {
    int[] page = pages.get(cluster / PAGE_CLUSTERS);
    return page == null ? 0 : page[(int) (cluster % PAGE_CLUSTERS)];
  }

  boolean hasPage(long cluster) {
    return pages.containsKey(cluster / PAGE_CLUSTERS);
  }
}
