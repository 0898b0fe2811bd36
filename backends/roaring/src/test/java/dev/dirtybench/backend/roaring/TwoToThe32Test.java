package dev.dirtybench.backend.roaring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.spi.WordCursor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Where one RoaringBitmap ends and the next begins, and where the last one ends. */
class TwoToThe32Test {
  private static final long BORDER = 1L << 32;
  private static final long MOST = new RoaringProvider().maxBits();

  @Test
  void growingAcrossTheBorderKeepsTheContent() {
    try (Bitmap bitmap = Forms.bitmap(BORDER - 10)) {
      bitmap.setDirty(BORDER - 20, 10);
      bitmap.setDirty(3, 2);
      bitmap.truncate(BORDER + 10);
      assertEquals(12, bitmap.dirtyBitCount());
      assertEquals(BORDER - 10, bitmap.nextClean(BORDER - 20, Long.MAX_VALUE));
      assertEquals(Bitmap.NONE, bitmap.nextDirty(BORDER - 10, Long.MAX_VALUE));
      bitmap.setDirty(BORDER - 10, 15);
      assertEquals(BORDER + 5, bitmap.nextClean(BORDER - 20, Long.MAX_VALUE));
      assertEquals(27, bitmap.dirtyBitCount());
    }
  }

  @Test
  void shrinkingAcrossTheBorderCutsOffForGood() {
    for (long size : new long[] {0, 1, BORDER - 5, BORDER, BORDER + 1}) {
      try (Bitmap bitmap = Forms.bitmap(3 * BORDER)) {
        bitmap.setDirty(0, 1);
        bitmap.setDirty(BORDER - 10, 20);
        bitmap.setDirty(3 * BORDER - 1, 1);
        bitmap.truncate(size);
        long kept = Math.min(size, 1) + Math.max(0, size - (BORDER - 10));
        assertEquals(kept, bitmap.dirtyBitCount(), "size " + size);
        bitmap.truncate(3 * BORDER);
        assertEquals(kept, bitmap.dirtyBitCount(), "size " + size);
        assertEquals(Bitmap.NONE, bitmap.nextDirty(Math.max(1, size), Long.MAX_VALUE));
      }
    }
  }

  @Test
  void theNativeFormFollowsTheSizeAcrossTheBorder() {
    try (Bitmap bitmap = Forms.mixed(BORDER, 1);
        Bitmap narrow = Forms.bitmap(BORDER);
        Bitmap wide = Forms.bitmap(BORDER + 1)) {
      byte[] form = Forms.write(bitmap);
      bitmap.truncate(BORDER + 1);
      byte[] wideForm = Forms.write(bitmap);
      assertEquals(form.length + 12, wideForm.length, "a count and a key more");
      Forms.read(wide, wideForm);
      assertEquals(bitmap.dirtyBitCount(), wide.dirtyBitCount());
      bitmap.truncate(BORDER);
      assertArrayEquals(form, Forms.write(bitmap));
      Forms.read(narrow, form);
      assertEquals(bitmap.dirtyBitCount(), narrow.dirtyBitCount());
    }
  }

  @Test
  void bitmapsOfBothSidesMergeWhenTheirGranularitiesDiffer() {
    long size = 5 * BORDER + 5;
    try (Bitmap wide = new RoaringProvider().create(size, new Granularity(0));
        Bitmap narrow = new RoaringProvider().create(size, new Granularity(12))) {
      wide.setDirty(4096 * 3 + 1, 1);
      wide.setDirty(BORDER - 1, 2);
      wide.setDirty(size - 1, 1);
      narrow.setDirty(2 * BORDER, 1);
      narrow.merge(wide);
      assertEquals(5, narrow.dirtyBitCount());
      assertTrue(narrow.isDirty(BORDER - 4096));
      assertTrue(narrow.isDirty(BORDER + 4095));
      assertFalse(narrow.isDirty(BORDER + 4096));
      wide.merge(narrow);
      assertEquals(4 * 4096 + 5, wide.dirtyBitCount());
      assertEquals(BORDER + 4096, wide.nextClean(BORDER - 4096, Long.MAX_VALUE));
    }
  }

  @Test
  void mergedBucketsStayIndependent() {
    try (Bitmap into = Forms.bitmap(3 * BORDER);
        Bitmap from = Forms.bitmap(3 * BORDER)) {
      from.setDirty(2 * BORDER - 100_000, 200_000);
      into.merge(from);
      into.clearDirty(2 * BORDER, 10);
      from.clearDirty(2 * BORDER - 10, 10);
      assertEquals(200_000 - 10, into.dirtyBitCount());
      assertEquals(200_000 - 10, from.dirtyBitCount());
      assertTrue(into.isDirty(2 * BORDER - 1));
      assertTrue(from.isDirty(2 * BORDER));
    }
  }

  @Test
  void theLargestBitmapWorksAtItsEnd() {
    try (Bitmap bitmap = Forms.bitmap(MOST);
        Bitmap copy = Forms.bitmap(MOST)) {
      bitmap.setDirty(MOST - 1, 1);
      bitmap.setDirty(MOST - 70_000, 100);
      bitmap.setDirty(0, 1);
      assertEquals(MOST - 70_000, bitmap.nextDirty(1, Long.MAX_VALUE));
      assertEquals(MOST - 1, bitmap.nextDirty(MOST - 69_900, Long.MAX_VALUE));
      assertEquals(Bitmap.NONE, bitmap.nextClean(MOST - 1, Long.MAX_VALUE));
      assertEquals(102, bitmap.dirtyBitCount());

      WordCursor cursor = new WordCursor(8);
      int words = 0;
      while (bitmap.nextWords(cursor)) {
        words += cursor.count();
      }
      assertEquals(bitmap.wordCount() - 1, cursor.firstWord());
      assertEquals(1 + 2 + 1, words);

      Forms.read(copy, Forms.write(bitmap));
      assertEquals(102, copy.dirtyBitCount());
      assertTrue(copy.isDirty(MOST - 1));
      copy.clearDirty(MOST - 70_000, 70_000);
      assertEquals(1, copy.dirtyBitCount());
      copy.merge(bitmap);
      assertEquals(102, copy.dirtyBitCount());
    }
  }

  @Test
  void wordsAtTheEndOfTheLargestBitmapMoveInBulk() {
    try (Bitmap bitmap = Forms.bitmap(MOST)) {
      ByteBuffer form = ByteBuffer.allocate(2000 * 8).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < 2000; i++) {
        form.putLong(8 * i, i * 0x9E3779B97F4A7C15L);
      }
      byte[] expected = form.array().clone();
      bitmap.deserialize(bitmap.wordCount() - 2000, 2000, form);
      bitmap.serialize(bitmap.wordCount() - 2000, 2000, form.clear());
      assertArrayEquals(expected, form.array());
      bitmap.truncate(MOST - 64);
      bitmap.truncate(MOST);
      long[] last = {1};
      bitmap.copyWords(bitmap.wordCount() - 1, last, 0, 1);
      assertEquals(0, last[0]);
    }
  }

  @Test
  void moreThanTheLargestIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Forms.bitmap(MOST + 1));
    try (Bitmap bitmap = Forms.bitmap(100)) {
      bitmap.setDirty(99, 1);
      assertThrows(IllegalArgumentException.class, () -> bitmap.truncate(MOST + 1));
      assertEquals(100, bitmap.size());
      assertTrue(bitmap.isDirty(99));
    }
  }
}
