package dev.dirtybench.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.ExtentCursor;
import org.junit.jupiter.api.Test;

/** Scanning dirty extents with a cursor. */
interface ScanContract extends ContractPart {
  @Test
  default void aScanOfACleanBitmapFindsNothing() {
    try (JudgedBitmap judged = judged(L1, BYTE)) {
      ExtentCursor cursor = new ExtentCursor();
      assertFalse(judged.bitmap().nextExtent(cursor));
      assertEquals(Bitmap.NONE, cursor.offset());
      assertEquals(0, cursor.length());
    }
  }

  @Test
  default void aScanMayStartAnywhereInAFullBitmap() {
    try (JudgedBitmap judged = judged(L3, BYTE)) {
      judged.set(0, L3);
      long[] starts = {
        1,
        L1 - 1,
        L1,
        2 * L1 - 1,
        L2 - 1,
        L2,
        L2 + 1,
        L2 + L1,
        L2 + 2 * L1 - 1,
        2 * L2 - 1,
        2 * L2,
        2 * L2 + 1,
        2 * L2 + L1,
        2 * L2 + 2 * L1 - 1,
        L3 / 2,
        L3 - 1,
        L3,
      };
      for (long start : starts) {
        judged.checkExtents(start, Long.MAX_VALUE, Long.MAX_VALUE);
        judged.checkExtents(start, Math.min(start + L1, L3), 7);
      }
    }
  }

  @Test
  default void aScanReportsWholeGranules() {
    try (JudgedBitmap judged = judged(131072L << 7, 7)) {
      Bitmap bitmap = judged.bitmap();
      ExtentCursor cursor = new ExtentCursor();
      assertFalse(bitmap.nextExtent(cursor));

      long granule = (L2 + L1 + 1) << 7;
      judged.set(granule + 8, 8);
      assertTrue(bitmap.nextExtent(cursor.reset()));
      assertEquals(new Extent(granule, 128), new Extent(cursor.offset(), cursor.length()));
      assertFalse(bitmap.nextExtent(cursor));
      assertEquals(new Extent(granule, 128), new Extent(cursor.offset(), cursor.length()));
      assertFalse(bitmap.nextExtent(cursor.reset((L2 + L1 + 2) << 7, Long.MAX_VALUE)));

      judged.set((131072L << 7) - 8, 8);
      assertTrue(bitmap.nextExtent(cursor.reset((L2 + L1 + 2) << 7, Long.MAX_VALUE)));
      assertEquals(new Extent(131071L << 7, 128), new Extent(cursor.offset(), cursor.length()));
      assertFalse(bitmap.nextExtent(cursor));
      judged.check();
    }
  }

  @Test
  default void aScanThatStartsInsideAGranuleStartsThere() {
    try (JudgedBitmap judged = judged(L2 << 9, 9)) {
      judged.set(L1 << 9, L1 << 9);
      long middle = (L1 << 9) + 77;
      judged.checkExtents(middle, Long.MAX_VALUE, Long.MAX_VALUE);
      judged.checkExtents(middle, middle + 1, Long.MAX_VALUE);
      judged.checkExtents(middle, middle + 5000, 1000);
      judged.checkExtents(middle, middle, Long.MAX_VALUE);
    }
  }

  @Test
  default void theLastExtentEndsWithTheDisk() {
    try (JudgedBitmap judged = judged((L2 << 9) + 100, 9)) {
      judged.set(L2 << 9, 100);
      judged.checkExtents(0, Long.MAX_VALUE, Long.MAX_VALUE);
      judged.set(L1 << 9, (L2 - L1) << 9);
      judged.checkExtents(0, Long.MAX_VALUE, Long.MAX_VALUE);
      judged.checkExtents(0, Long.MAX_VALUE, 512);
    }
  }

  @Test
  default void aScanGoesOnWhenTheBitmapWasClearedMeanwhile() {
    try (JudgedBitmap judged = judged(2 * L1, BYTE)) {
      judged.set(0, 2 * L1);
      ExtentCursor cursor = new ExtentCursor().reset(63, 2 * L1).maxLength(1);
      assertTrue(judged.bitmap().nextExtent(cursor));
      assertEquals(63, cursor.offset());
      judged.clearAll();
      assertFalse(judged.bitmap().nextExtent(cursor));
      judged.set(100, 5);
      assertTrue(judged.bitmap().nextExtent(cursor.maxLength(Long.MAX_VALUE)));
      assertEquals(new Extent(100, 5), new Extent(cursor.offset(), cursor.length()));
      judged.truncate(L1);
      assertFalse(judged.bitmap().nextExtent(cursor));
    }
  }

  @Test
  default void twoCursorsDoNotDisturbEachOther() {
    try (JudgedBitmap judged = judged(L2, BYTE)) {
      judged.set(10, 1).set(70, 1).set(4000, 1);
      ExtentCursor slow = new ExtentCursor();
      assertTrue(judged.bitmap().nextExtent(slow));
      judged.checkExtents(0, Long.MAX_VALUE, Long.MAX_VALUE);
      assertTrue(judged.bitmap().nextExtent(slow));
      assertEquals(70, slow.offset());
    }
  }

  @Test
  default void alternatingBitsAreOneExtentEach() {
    try (JudgedBitmap judged = judged(L2 + 3, BYTE)) {
      for (long bit = 0; bit < L2 + 3; bit += 2) {
        judged.set(bit, 1);
      }
      judged.check();
      judged.checkExtents(1, L2 + 2, Long.MAX_VALUE);
    }
  }
}
