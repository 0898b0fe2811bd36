package dev.dirtybench.backend.ffm;

import dev.dirtybench.backend.offheap.BitLimit;
import dev.dirtybench.backend.offheap.LevelledBitmap;
import dev.dirtybench.backend.offheap.WordStorage;
import dev.dirtybench.spi.Granularity;

/** A bitmap in {@link SegmentWords}. */
final class SegmentBitmap extends LevelledBitmap {
  /**
   * An empty bitmap.
   *
   * @param size size of the disk in bytes, 0 or more
   * @param granularity bytes per bit
   * @param backend whose limit a message names
   * @param storage holds the words; this bitmap closes it, at once if it cannot be created
   */
  SegmentBitmap(long size, Granularity granularity, String backend, WordStorage storage) {
    super(size, granularity, new BitLimit(backend, SegmentBitmaps.MAX_BITS), storage);
  }
}
