package dev.dirtybench.backend.chronicle;

import dev.dirtybench.backend.offheap.BitLimit;
import dev.dirtybench.backend.offheap.LevelledBitmap;
import dev.dirtybench.backend.offheap.WordStorage;
import dev.dirtybench.spi.Granularity;

/** A bitmap in {@link StoreWords}, in memory or in a file. */
final class ChronicleBitmap extends LevelledBitmap {
  /** The most bits, 256 GiB of words: what QEMU's bitmap holds, too. Every index is a long. */
  static final long MAX_BITS = 1L << 41;

  private static final BitLimit LIMIT = new BitLimit("chronicle", MAX_BITS);

  /**
   * A bitmap of words that are all zero, or of others if {@link #load} follows.
   *
   * @param size size of the disk in bytes, 0 or more
   * @param granularity bytes per bit
   * @param storage holds the words; this bitmap closes it, at once if it cannot be created
   */
  ChronicleBitmap(long size, Granularity granularity, WordStorage storage) {
    super(size, granularity, LIMIT, storage);
  }

  static void checkBitCount(long bits) {
    LIMIT.check(bits);
  }

  /** Finds the set bits of words that were there before this bitmap, ghost bits included. */
  void load() {
    countPresentBits();
  }

  /** Bits past the end in the last word, which only a damaged file has. */
  long ghostBits() {
    return presentGhostBits();
  }
}
