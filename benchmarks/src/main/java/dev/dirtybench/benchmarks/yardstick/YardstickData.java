package dev.dirtybench.benchmarks.yardstick;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import java.util.SplittableRandom;

/**
 * The positions of the yardsticks: half a million random granules, half a million random extents of
 * 1 to 256 granules, a thousand of these. The same for every backend and floor.
 */
public final class YardstickData {
  /** Operations of a pass. */
  public static final int OPERATIONS = 524_288;

  /** Granules of the longest extent. */
  public static final int LONGEST = 256;

  /** Extents of a sparse bitmap. */
  public static final int FEW = 1000;

  private final long bits;
  private final SplittableRandom random;

  /**
   * Positions in a bitmap.
   *
   * @param log2Bits of the number of bits, 10 to 31
   * @param seed other positions for another one
   */
  public YardstickData(int log2Bits, long seed) {
    if (log2Bits < 10 || log2Bits > 31) {
      throw new IllegalArgumentException("bits must be 2^10 to 2^31, got 2^" + log2Bits);
    }
    this.bits = 1L << log2Bits;
    this.random = new SplittableRandom(seed);
  }

  /**
   * The size of a disk with so many granules of 64 KiB.
   *
   * @param log2Bits of the number of granules
   * @return bytes
   */
  public static long diskSize(int log2Bits) {
    return Granularity.DEFAULT.bytes() << log2Bits;
  }

  /**
   * Random granules, uniform over the bitmap.
   *
   * @return {@link #OPERATIONS} indices of bits
   */
  public int[] granules() {
    return random.ints(OPERATIONS, 0, (int) Math.min(bits, Integer.MAX_VALUE)).toArray();
  }

  /**
   * Random extents.
   *
   * @param count how many
   * @return first granule and number of granules of each in turn
   */
  public int[] extents(int count) {
    int[] extents = new int[2 * count];
    for (int i = 0; i < extents.length; i += 2) {
      int length = 1 + random.nextInt(LONGEST);
      extents[i] = (int) random.nextLong(bits - length + 1);
      extents[i + 1] = length;
    }
    return extents;
  }

  /**
   * Marks granules one by one.
   *
   * @param bitmap with a granularity of 64 KiB
   * @param granules indices of bits
   */
  public static void mark(Bitmap bitmap, int[] granules) {
    int shift = bitmap.granularity().bits();
    long length = bitmap.granularity().bytes();
    for (int granule : granules) {
      bitmap.setDirty((long) granule << shift, length);
    }
  }

  /**
   * Marks extents one by one.
   *
   * @param bitmap any, of a disk of this size
   * @param extents as {@link #extents} gives them
   */
  public static void markExtents(Bitmap bitmap, int[] extents) {
    int shift = Granularity.DEFAULT.bits();
    for (int i = 0; i < extents.length; i += 2) {
      bitmap.setDirty((long) extents[i] << shift, (long) extents[i + 1] << shift);
    }
  }

  /**
   * Clears extents one by one.
   *
   * @param bitmap with a granularity of at most 64 KiB
   * @param extents as {@link #extents} gives them
   */
  public static void clearExtents(Bitmap bitmap, int[] extents) {
    int shift = Granularity.DEFAULT.bits();
    for (int i = 0; i < extents.length; i += 2) {
      bitmap.clearDirty((long) extents[i] << shift, (long) extents[i + 1] << shift);
    }
  }
}
