package dev.dirtybench.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dirtybench.spi.Bitmap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searching for the next dirty and clean byte, the next area, and how far a status reaches. */
interface SearchContract extends ContractPart {
  /** Where searches start: around the ends and the borders of what {@link #states} marks. */
  long[] STARTS = {
    0,
    1,
    4,
    15,
    L1 - 1,
    L1,
    L1 + 1,
    L2 - L1,
    L2 - 1,
    L2,
    L2 + 1,
    L2 + 4,
    L2 + 5,
    L2 + 6,
    L2 + 5 + L1 - 1,
    L2 + 5 + L1,
    2 * L2 - 1,
    2 * L2,
    2 * L2 + 1,
    L3 - 1,
    L3,
    L3 + 100,
  };

  /** How far they look. */
  long[] LENGTHS = {0, 1, 2, 3, 4, 6, L1, L1 + 1, L2, L2 + 1, L3, Long.MAX_VALUE};

  /** Brings the bitmap into each of five states and judges it there. */
  private void states(int granularityBits, Consumer<JudgedBitmap> check) {
    try (JudgedBitmap judged = judged(L3, granularityBits)) {
      check.accept(judged);
      check.accept(judged.set(L2, 1));
      check.accept(judged.set(L2 + 5, L1));
      check.accept(judged.set(2 * L2, L3 - 2 * L2));
      check.accept(judged.set(0, L3));
    }
  }

  private static long limit(long start, long length) {
    return length > Long.MAX_VALUE - start ? Long.MAX_VALUE : start + length;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  default void theNextDirtyAndCleanByteAreFoundInEveryRange(int granularityBits) {
    states(
        granularityBits,
        judged -> {
          for (long start : STARTS) {
            for (long length : LENGTHS) {
              judged.checkSearches(start, limit(start, length));
            }
          }
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  default void theNextAreaIsFoundInEveryRangeAndCutToALimit(int granularityBits) {
    states(
        granularityBits,
        judged -> {
          for (long start : STARTS) {
            for (long length : LENGTHS) {
              judged.checkExtents(start, limit(start, length), Long.MAX_VALUE);
              if (length <= L1 + 1) {
                for (long most : new long[] {1, 3, 5, 10}) {
                  judged.checkExtents(start, limit(start, length), most);
                }
              }
            }
          }
        });
  }

  @Test
  default void theNextCleanByteIsFoundInAPartThatWasAdded() {
    try (JudgedBitmap judged = judged(L1, BYTE)) {
      judged.truncate(2 * L1);
      judged.set(0, L1);
      assertEquals(L1, judged.bitmap().nextClean(0, Long.MAX_VALUE));
      judged.check();
    }
  }

  @Test
  default void theNextAreaIsFoundInAPartThatWasAdded() {
    try (JudgedBitmap judged = judged(L1, BYTE)) {
      judged.truncate(2 * L1);
      judged.set(L1 + 1, 1);
      judged.checkExtents(0, Long.MAX_VALUE, Long.MAX_VALUE);
      judged.checkExtents(0, 2 * L1, 1);
      judged.check();
    }
  }

  @Test
  default void searchesOutsideTheDiskFindNothing() {
    try (JudgedBitmap judged = judged(L2 + 5, 3)) {
      judged.set(0, L2 + 5);
      assertEquals(Bitmap.NONE, judged.bitmap().nextDirty(L2 + 5, Long.MAX_VALUE));
      assertEquals(Bitmap.NONE, judged.bitmap().nextClean(0, Long.MAX_VALUE));
      assertEquals(Bitmap.NONE, judged.bitmap().nextClean(Long.MAX_VALUE, Long.MAX_VALUE));
      assertEquals(Bitmap.NONE, judged.bitmap().nextDirty(9, 9));
      assertEquals(Bitmap.NONE, judged.bitmap().nextDirty(9, 3));
    }
  }

  @Test
  default void aDirtyStatusReachesToItsEndWithinTheRange() {
    try (JudgedBitmap judged = judged(L2 << 4, 4)) {
      judged.set(L1 << 4, 32);
      assertEquals(L1 << 4, judged.bitmap().statusLength(0, L2 << 4));
      assertEquals(32, judged.bitmap().statusLength(L1 << 4, L2));
      assertEquals(25, judged.bitmap().statusLength((L1 << 4) + 7, L2));
      assertEquals(5, judged.bitmap().statusLength((L1 << 4) + 7, 5));
      assertEquals(1, judged.bitmap().statusLength((L2 << 4) - 1, 1));
    }
  }
}
