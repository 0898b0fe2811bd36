package dev.dirtybench.backend.ffm;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;

/** Makes bitmaps in segments; the one implementation is compiled for Java 22. */
interface SegmentBitmaps {
  /** The most bits, 256 GiB of words: what QEMU's bitmap holds, too. Every index is a long. */
  long MAX_BITS = 1L << 41;

  /**
   * Makes an empty bitmap, owned by the caller.
   *
   * @param kind of memory
   * @param size size of the disk in bytes
   * @param granularity bytes per bit
   * @return the bitmap
   */
  Bitmap create(SegmentKind kind, long size, Granularity granularity);
}
