package dev.dirtybench.dirty;

import dev.dirtybench.spi.Granularity;

/** The granularities that a dirty bitmap of a node may have: 512 bytes and more. */
final class BitmapGranularity {
  private static final Granularity LEAST = new Granularity(9);
  private static final Granularity LEAST_DEFAULT = new Granularity(12);
  private static final Granularity MOST_DEFAULT = new Granularity(16);

  private BitmapGranularity() {}

  static Granularity require(Granularity granularity) {
    if (granularity.bits() < LEAST.bits()) {
      throw new IllegalArgumentException(
          "the granularity of a bitmap must be a power of two and at least "
              + LEAST
              + " bytes, got "
              + granularity);
    }
    return granularity;
  }

  /** The default for an image of that cluster size, 0 if it has none. */
  static Granularity defaultFor(long clusterSize) {
    if (clusterSize == 0) {
      return MOST_DEFAULT;
    }
    int bits = Granularity.ofBytes(clusterSize).bits();
    return new Granularity(Math.max(LEAST_DEFAULT.bits(), Math.min(MOST_DEFAULT.bits(), bits)));
  }
}
