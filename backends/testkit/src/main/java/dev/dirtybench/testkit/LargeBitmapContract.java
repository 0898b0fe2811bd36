package dev.dirtybench.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.ExtentCursor;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.spi.WordCursor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bitmaps too large for the oracle or an {@code int}: sparse ones above 2^32 bits. */
interface LargeBitmapContract extends ContractPart {
  /** A little more than 2^33 bits, of 4 KiB each, with a tail. */
  long SPARSE_BITS = (1L << 33) + 78;

  Granularity SPARSE_GRANULARITY = new Granularity(12);

  /** Runs of bits: the first, those round 2^31 and 2^32, the last. Pairs of first bit and count. */
  long[][] RUNS = {
    {0, 1},
    {(1L << 31) - 1, 2},
    {(1L << 32) - 2, 1},
    {(1L << 32), 70},
    {(1L << 33) - 1, 1},
    {SPARSE_BITS - 1, 1},
  };

  private void assumeLarge() {
    assumeTrue(
        largestBitCount() >= SPARSE_BITS, () -> "tested up to " + largestBitCount() + " bits");
  }

  private static long size() {
    return ((SPARSE_BITS - 1) << 12) + 1;
  }

  private Bitmap sparse(BitmapProvider provider) {
    assumeLarge();
    Bitmap bitmap = provider.create(size(), SPARSE_GRANULARITY);
    for (long[] run : RUNS) {
      bitmap.setDirty(run[0] << 12, Math.min(run[1] << 12, size() - (run[0] << 12)));
    }
    return bitmap;
  }

  private static void checkSparse(Bitmap bitmap) {
    assertEquals(76, bitmap.dirtyBitCount());
    ExtentCursor cursor = new ExtentCursor();
    for (long[] run : RUNS) {
      assertTrue(bitmap.nextExtent(cursor));
      assertEquals(run[0] << 12, cursor.offset());
      assertEquals(Math.min(run[1] << 12, size() - (run[0] << 12)), cursor.length());
      assertTrue(bitmap.isDirty(run[0] << 12));
      assertEquals(
          run[0] == SPARSE_BITS - 1 ? Bitmap.NONE : (run[0] + run[1]) << 12,
          bitmap.nextClean(run[0] << 12, Long.MAX_VALUE));
    }
    assertFalse(bitmap.nextExtent(cursor));
  }

  @Test
  default void bitsAboveTwoToThe32AreKept() {
    try (Bitmap bitmap = sparse(backend())) {
      checkSparse(bitmap);
      bitmap.compact();
      checkSparse(bitmap);
      WordCursor words = new WordCursor(16);
      long[] firstWords = {0, (1L << 25) - 1, (1L << 26) - 1, (1L << 27) - 1, (1L << 27) + 1};
      int[] counts = {1, 2, 3, 1, 1};
      for (int i = 0; i < counts.length; i++) {
        assertTrue(bitmap.nextWords(words));
        assertEquals(firstWords[i], words.firstWord());
        assertEquals(counts[i], words.count());
      }
      assertFalse(bitmap.nextWords(words));
      long[] copied = new long[4];
      bitmap.copyWords((1L << 26) - 1, copied, 0, 4);
      assertEquals(
          List.of(1L << 62, -1L, 63L, 0L), List.of(copied[0], copied[1], copied[2], copied[3]));
    }
  }

  @Test
  default void bitsAboveTwoToThe32AreClearedAndCutOff() {
    try (Bitmap bitmap = sparse(backend())) {
      bitmap.clearDirty(((1L << 32) + 1) << 12, 68L << 12);
      assertEquals(76 - 68, bitmap.dirtyBitCount());
      assertEquals(
          ((1L << 32) + 69) << 12, bitmap.nextDirty(((1L << 32) + 1) << 12, Long.MAX_VALUE));
      bitmap.truncate((1L << 32) << 12);
      assertEquals(4, bitmap.dirtyBitCount());
      bitmap.truncate(size());
      assertEquals(4, bitmap.dirtyBitCount());
      assertEquals(Bitmap.NONE, bitmap.nextDirty((1L << 32) << 12, Long.MAX_VALUE));
      bitmap.setDirty(size() - 1, 1);
      assertTrue(bitmap.isDirty(size() - 1));
      bitmap.clearAll();
      assertTrue(bitmap.isEmpty());
    }
  }

  @Test
  default void aRunMayBeLongerThanTwoToThe32() {
    try (Bitmap bitmap = sparse(backend())) {
      long start = (1L << 31) << 12;
      long end = ((1L << 33) - 5) << 12;
      bitmap.setDirty(start, end - start);
      assertEquals(end, bitmap.nextClean(start, Long.MAX_VALUE));
      assertEquals((1L << 33) - 5 - (1L << 31) + 4, bitmap.dirtyBitCount());
      bitmap.clearDirty((1L << 32) << 12, 1 << 12);
      assertEquals((1L << 32) << 12, bitmap.nextClean(start, Long.MAX_VALUE));
      bitmap.clearDirty(0, size() - 1 >>> 12 << 12);
      assertEquals(1, bitmap.dirtyBitCount());
    }
  }

  @Test
  default void largeBitmapsMergeInEveryGranularity() {
    assumeLarge();
    for (BitmapProvider other : List.of(backend(), new PlainProvider())) {
      try (Bitmap into = backend().create(size(), SPARSE_GRANULARITY);
          Bitmap from = sparse(other);
          Bitmap coarse = backend().create(size(), new Granularity(16))) {
        into.merge(from);
        checkSparse(into);
        coarse.merge(from);
        assertEquals(11, coarse.dirtyBitCount());
        from.merge(coarse);
        assertEquals(9 * 16 + 14 + 16, from.dirtyBitCount());
      }
    }
  }

  @Test
  default void partsAboveTwoToThe32AreSerialised() {
    try (Bitmap bitmap = sparse(backend())) {
      ByteBuffer form = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
      bitmap.serialize((1L << 26) - 1, 3, form);
      assertEquals(1L << 62, form.getLong(0));
      assertEquals(-1L, form.getLong(8));
      assertEquals(63L, form.getLong(16));
      bitmap.deserialize((1L << 26) + 7, 3, form.flip());
      assertEquals(76 + 71, bitmap.dirtyBitCount());
      assertTrue(bitmap.isDirty(((1L << 32) + 8 * 64) << 12));
      form.clear().putLong(0, -1L);
      bitmap.deserialize(bitmap.wordCount() - 1, 1, form);
      assertEquals(76 + 71 + 13, bitmap.dirtyBitCount());
    }
  }

  @Test
  default void aDenseBitmapOfManyBitsIsCountedAndScanned() {
    long bits = Math.min(1L << 24, largestBitCount());
    try (JudgedBitmap judged = judged(bits << 16, 16)) {
      judged.set(0, bits << 16).check();
      judged.clear(bits / 2 << 16, 1 << 16).clear(12345 << 16, 64 << 16).check();
      judged.clearAll();
      judged.set(bits - 1 << 16, 1).check();
    }
  }
}
