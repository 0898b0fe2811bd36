package dev.dirtybench.backend.agrona;

import dev.dirtybench.backend.offheap.AllocatedStorage;
import dev.dirtybench.backend.offheap.BitLimit;
import dev.dirtybench.backend.offheap.LevelledBitmap;
import dev.dirtybench.spi.Granularity;

/** A bitmap in {@link AlignedWords}. */
final class AgronaBitmap extends LevelledBitmap {
  /** The most bits that one block of words holds. */
  static final long MAX_BITS = (long) AlignedWords.MAX_COUNT << 6;

  private static final BitLimit LIMIT = new BitLimit("agrona", MAX_BITS);

  /**
   * An empty bitmap.
   *
   * @param size size of the disk in bytes, 0 or more
   * @param granularity bytes per bit, with no more than {@link #MAX_BITS} bits
   */
  AgronaBitmap(long size, Granularity granularity) {
    super(
        size,
        granularity,
        LIMIT,
        new AllocatedStorage((granularity.bitCount(size) + 63) >>> 6, AlignedWords::new));
  }
}
