package dev.dirtybench.backend.hbitmap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

/**
 * Checks that bit n of a level is set if and only if word n below it is non-zero, and that what is
 * known to be full is full.
 */
final class LevelInvariant {
  private LevelInvariant() {}

  /** Walks all levels, and counts. */
  static void check(HierarchicalBitmap bitmap, String after) {
    long population = 0;
    for (long word : bitmap.words()) {
      population += Long.bitCount(word);
    }
    assertEquals(population, bitmap.dirtyBitCount(), "count after " + after);
    assertEquals(bitmap.wordCount(), bitmap.words().length, "words after " + after);
    long[] below = bitmap.words();
    for (int k = 0; k < bitmap.levels().depth(); k++) {
      long[] level = bitmap.levels().level(k);
      assertEquals(
          Math.max(1, (below.length + 63) / 64), level.length, "words of level " + k + after);
      checkLevel(k, level, below, after);
      below = level;
    }
    assertEquals(1, below.length, "words of the last level after " + after);
    for (int block = 0; block < bitmap.words().length >>> 6; block++) {
      if (bitmap.full().isKnown(block)) {
        int end = block + 1 << 6;
        assertEquals(
            end,
            WordRanges.firstNotFull(bitmap.words(), block << 6, end),
            "end of the known block " + block + " after " + after);
      }
    }
  }

  private static void checkLevel(int k, long[] level, long[] below, String after) {
    for (int s = 0; s < level.length; s++) {
      long expected = 0;
      for (int i = 0; i < 64 && s * 64 + i < below.length; i++) {
        if (below[s * 64 + i] != 0) {
          expected |= 1L << i;
        }
      }
      if (level[s] != expected) {
        fail(
            String.format(
                "level %d word %d must be %016x, got %016x, after %s",
                k, s, expected, level[s], after));
      }
    }
  }
}
