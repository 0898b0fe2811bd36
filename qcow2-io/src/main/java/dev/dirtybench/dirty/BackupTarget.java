package dev.dirtybench.dirty;

import dev.dirtybench.spi.Granularity;

/**
 * Where a backup copies to, as far as its bitmap is concerned.
 *
 * @param length size of the target in bytes
 * @param clusterSize unit of the target's allocation in bytes, a power of two
 */
public record BackupTarget(long length, long clusterSize) {
  private static final long LEAST_COPY = 64 << 10;

  /** Checks the cluster size. */
  public BackupTarget {
    if (length < 0) {
      throw new IllegalArgumentException("a target's length must be 0 or more, got " + length);
    }
    Granularity.ofBytes(clusterSize);
  }

  /**
   * The unit in which a backup copies to it: its clusters, and at least 64 KiB.
   *
   * @return the granularity of the copy bitmap
   */
  public Granularity copyGranularity() {
    return Granularity.ofBytes(Math.max(LEAST_COPY, clusterSize));
  }
}
