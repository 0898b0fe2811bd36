package dev.dirtybench.backend.hbitmap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.spi.WordCursor;
import dev.dirtybench.testkit.BitmapContract;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HierarchicalBitmapTest extends BitmapContract {
  private static final Granularity BYTE = new Granularity(0);

  @Override
  protected BitmapProvider provider() {
    return new HierarchicalBitmapProvider();
  }

  @Test
  void isFoundByItsName() {
    assertInstanceOf(HierarchicalBitmapProvider.class, Backends.load().require("hbitmap"));
  }

  @Test
  void holdsWhatOneArrayOfWordsHolds() {
    assertEquals((1L << 37) - 4096, provider().maxBits());
  }

  @Test
  void aSizeThatOneArrayCannotHoldIsRefusedAndChangesNothing() {
    try (Bitmap bitmap = provider().create(5000, BYTE)) {
      bitmap.setDirty(4096, 10);
      var refusal =
          assertThrows(
              IllegalArgumentException.class, () -> bitmap.truncate(provider().maxBits() + 1));
      assertTrue(refusal.getMessage().contains("137438949377"), refusal.getMessage());
      assertUnchanged((HierarchicalBitmap) bitmap);
    }
  }

  @Test
  void growingPastTheHeapFailsAndChangesNothing() {
    assumeTrue(
        Runtime.getRuntime().maxMemory() < 8L << 30, "the heap is too large to be used up here");
    try (Bitmap bitmap = provider().create(5000, BYTE)) {
      bitmap.setDirty(4096, 10);
      assertThrows(OutOfMemoryError.class, () -> bitmap.truncate(provider().maxBits()));
      assertUnchanged((HierarchicalBitmap) bitmap);
    }
  }

  private static void assertUnchanged(HierarchicalBitmap bitmap) {
    assertEquals(5000, bitmap.size());
    assertEquals(10, bitmap.dirtyBitCount());
    assertEquals(4096, bitmap.nextDirty(0, 5000));
    LevelInvariant.check(bitmap, "a failed truncate");
  }

  @Test
  void aGatheringStepTakesShortRunsTogetherAndEndsBeforeALongOne() {
    try (Bitmap bitmap = provider().create(1 << 20, BYTE)) {
      for (long word : new long[] {0, 2, 3, 90, 5000, 16000}) {
        bitmap.setDirty(word << 6, 1);
      }
      bitmap.setDirty(6400 << 6, 64 << 6);
      WordCursor cursor = WordCursor.gathering(100);
      assertTrue(bitmap.nextWords(cursor));
      assertEquals(List.of(0L, 2L, 3L, 90L, 5000L), places(cursor));
      assertTrue(bitmap.nextWords(cursor));
      assertEquals(64, cursor.count());
      assertEquals(6400 + 63, cursor.index(63));
      assertTrue(bitmap.nextWords(cursor));
      assertEquals(List.of(16000L), places(cursor));
    }
  }

  private static List<Long> places(WordCursor cursor) {
    return IntStream.range(0, cursor.count()).mapToObj(cursor::index).toList();
  }

  @Test
  void memoryFollowsTheSizeBothWays() {
    try (Bitmap bitmap = provider().create(1 << 24, BYTE)) {
      HierarchicalBitmap hierarchical = (HierarchicalBitmap) bitmap;
      assertEquals(1 << 18, hierarchical.words().length);
      assertEquals(3, hierarchical.levels().depth());
      bitmap.truncate((1 << 24) + 1);
      assertEquals((1 << 18) + 1, hierarchical.words().length);
      assertEquals(4, hierarchical.levels().depth());
      bitmap.truncate(1);
      assertEquals(1, hierarchical.words().length);
      assertEquals(2, hierarchical.levels().depth());
    }
  }
}
