package dev.dirtybench.backend.concurrent;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;

/**
 * The bitmap of one jcstress sample: three blocks, small enough to be made by the million.
 *
 * <p>The bits lie in the second block, so that a search from the start goes through every level.
 */
final class Subject {
  static final long BITS = 3 << 12;
  static final long BIT = (1 << 12) + 70;

  /** In the same word as {@link #BIT}. */
  static final long NEIGHBOUR = BIT + 1;

  /** In another word of the same block. */
  static final long NEXT_WORD = BIT + 64;

  /** Five words, all of them filled from end to end, round that of {@link #BIT}. */
  static final long RANGE = (1 << 12) + 64;

  static final long RANGE_BITS = 5 * 64;

  private Subject() {}

  /** A clean bitmap. */
  static ConcurrentBitmap clean() {
    return new ConcurrentBitmap(BITS, new Granularity(0));
  }

  /** A bitmap in which one bit is dirty. */
  static ConcurrentBitmap dirty(long bit) {
    ConcurrentBitmap bitmap = clean();
    bitmap.setDirty(bit, 1);
    return bitmap;
  }

  /** A clean bitmap whose summary says that the words of the range may be non-zero. */
  static ConcurrentBitmap stale() {
    ConcurrentBitmap bitmap = clean();
    bitmap.setDirty(RANGE, RANGE_BITS);
    for (long word = RANGE; word < RANGE + RANGE_BITS; word += 64) {
      bitmap.clearDirty(word, 63);
      bitmap.clearDirty(word + 63, 1);
    }
    return bitmap;
  }

  /** 1 if a search from the start finds dirt. */
  static int found(ConcurrentBitmap bitmap) {
    return bitmap.nextDirty(0, BITS) == Bitmap.NONE ? 0 : 1;
  }

  /** 1 if a search through the summary finds a bit as the first one. */
  static int found(ConcurrentBitmap bitmap, long bit) {
    return bitmap.nextDirty(0, BITS) == bit ? 1 : 0;
  }

  /** How many bits a count through the summary finds. */
  static int count(ConcurrentBitmap bitmap) {
    return (int) bitmap.dirtyBitCount();
  }

  /** 1 if a bit is set, whatever the summary says. */
  static int isSet(ConcurrentBitmap bitmap, long bit) {
    return bitmap.isDirty(bit) ? 1 : 0;
  }
}
