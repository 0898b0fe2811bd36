package dev.dirtybench.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.spi.Granularity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Marking and reading bits: sets round outward, clears are exact, words and levels join well. */
interface MarkingContract extends ContractPart {
  /** Ranges that overlap what an earlier one marked, in and across words and levels. */
  long[][] OVERLAPPING = {
    {L1 - 1, L1 + 2}, {2 * L1 - 1, 2 * L1 + 2}, {0, 3 * L1}, {8 * L1 - 1, L2}, {L2, L1},
    {L2 - L1 - 1, 8 * L1 + 2}, {L2, L3 - L2 + 1}, {L3 - L1, 3 * L1}, {L3 - 1, 3}, {L3 - 1, L2},
  };

  private void setsOneByOne(long size, long[][] ranges) {
    try (JudgedBitmap judged = judged(size, BYTE)) {
      for (long[] range : ranges) {
        judged.set(range[0], range[1]).check();
      }
    }
  }

  @Test
  default void anEmptyDiskHasNoBits() {
    for (int bits : new int[] {0, 9, 16, Granularity.MAX_BITS}) {
      try (JudgedBitmap judged = judged(0, bits)) {
        judged.set(0, 0).clear(0, 0).check();
        judged.checkSearches(0, Long.MAX_VALUE);
        judged.clearAll();
        judged.bitmap().compact();
        judged.check();
      }
    }
  }

  @Test
  default void aDiskThatEndsInsideAWordHasAFirstAndALastBit() {
    try (JudgedBitmap judged = judged(L3 + 23, BYTE)) {
      judged.set(0, 1).check();
      judged.set(L3 + 22, 1).check();
    }
  }

  @Test
  default void aNewBitmapIsClean() {
    for (long bits : new long[] {1, L1 - 1, L1, L1 + 1, L2, L3 + 1}) {
      try (JudgedBitmap judged = judged(bits, BYTE)) {
        judged.check();
      }
    }
  }

  @Test
  default void everyBitOfAFullBitmapReadsAsDirty() {
    try (JudgedBitmap judged = judged(L3, BYTE)) {
      judged.set(0, L3);
      long sum = 0;
      for (long bit = 0; bit < L3; bit++) {
        sum += judged.bitmap().isDirty(bit) ? 1 : 0;
      }
      assertEquals(L3, sum);
      assertEquals(L3, judged.bitmap().dirtyBitCount());
      judged.check();
    }
  }

  @Test
  default void singleBitsReadAsDirtyAndTheirNeighboursDoNot() {
    try (JudgedBitmap judged = judged(2 * L2, BYTE)) {
      for (long bit : new long[] {10, L1 - 1, L1, L2 - 1, L2}) {
        judged.set(bit, 1).check();
        for (long item = 0; item < 2 * L2; item++) {
          assertEquals(judged.oracle().isDirty(item), judged.bitmap().isDirty(item));
        }
      }
    }
  }

  @Test
  default void aSetMayCoverEveryLevel() {
    setsOneByOne(L3, new long[][] {{0, L3}});
  }

  @Test
  default void aSetMayCrossOneWordBorder() {
    setsOneByOne(
        2 * L2,
        new long[][] {
          {L1 - 1, 2}, {2 * L1 - 1, 4}, {4 * L1, L1 + 1}, {8 * L1 - 1, L1 + 1},
          {L2 - 1, 2}, {L2 + L1 - 1, 8}, {L2 + 4 * L1, L1 + 1}, {L2 + 8 * L1 - 1, L1 + 1},
        });
  }

  @Test
  default void aSetMayCoverWholeWordsBetweenPartialOnes() {
    setsOneByOne(
        2 * L3,
        new long[][] {
          {L1 - 1, L1 + 2},
          {3 * L1 - 1, L1 + 2},
          {5 * L1, 2 * L1 + 1},
          {8 * L1 - 1, 2 * L1 + 1},
          {L2 - 1, L1 + 2},
          {L2 + 2 * L1 - 1, L1 + 2},
          {L2 + 4 * L1, 2 * L1 + 1},
          {L2 + 7 * L1 - 1, 2 * L1 + 1},
          {2 * L2 - 1, 2 * L3 - 2 * L2},
        });
  }

  @Test
  default void settingWhatIsSetChangesNothing() {
    setsOneByOne(3 * L1, new long[][] {{0, 3 * L1}, {L1, 1}});
  }

  @Test
  default void setsMayOverlap() {
    setsOneByOne(2 * L3, OVERLAPPING);
  }

  @Test
  default void clearingACleanBitmapChangesNothing() {
    try (JudgedBitmap judged = judged(L3, BYTE)) {
      judged.clear(0, L3).check();
    }
  }

  @Test
  default void setsAndClearsMayAlternate() {
    try (JudgedBitmap judged = judged(2 * L3, BYTE)) {
      boolean set = true;
      for (long[] range : OVERLAPPING) {
        if (set) {
          judged.set(range[0], range[1]).check();
        } else {
          judged.clear(range[0], range[1]).check();
        }
        set = !set;
      }
      judged.set(0, 2 * L3).check();
      judged.clear(0, L1).check();
      judged.clear(0, L2).check();
      judged.clear(L3, L3).check();
      judged.set(L3 / 2, L3).check();
    }
  }

  @Test
  default void clearingInsideASetRangeKeepsBothSides() {
    for (long[] hole : OVERLAPPING) {
      try (JudgedBitmap judged = judged(2 * L3, BYTE)) {
        judged.set(0, 2 * L3).clear(hole[0], hole[1]).check();
        judged.set(hole[0], hole[1]).check();
      }
    }
  }

  @Test
  default void clearAllForgetsEverySetAndTheBitmapStaysUsable() {
    try (JudgedBitmap judged = judged(2 * L3, BYTE)) {
      for (int i = 0; i < 7; i++) {
        judged.set(OVERLAPPING[i][0], OVERLAPPING[i][1]).check();
        judged.clearAll();
        judged.check();
      }
    }
  }

  @Test
  default void aSetRoundsOutwardToTheGranularity() {
    try (JudgedBitmap judged = judged(L1, 1)) {
      assertEquals(2, judged.set(0, 1).bitmap().dirtyByteCount());
      assertEquals(4, judged.set(2, 1).bitmap().dirtyByteCount());
      assertEquals(4, judged.set(0, 3).bitmap().dirtyByteCount());
      assertEquals(2, judged.clear(0, 2).bitmap().dirtyByteCount());
      judged.check();
    }
  }

  @Test
  default void theWorkedExampleOfEightBitsHolds() {
    try (JudgedBitmap judged = judged(16, 1)) {
      assertEquals("11111000", bits(judged.set(0, 9)));
      assertEquals("00111000", bits(judged.clear(0, 4)));
      assertEquals("00111100", bits(judged.set(9, 2)));
      judged.check();
    }
  }

  private static String bits(JudgedBitmap judged) {
    StringBuilder text = new StringBuilder();
    for (long offset = 0; offset < judged.bitmap().size(); offset += 2) {
      text.append(judged.bitmap().isDirty(offset) ? '1' : '0');
    }
    return text.toString();
  }

  @Test
  default void thePartialLastGranuleIsSetAndClearedAsAWhole() {
    try (JudgedBitmap judged = judged(4608, 12)) {
      judged.set(0, 4608).check();
      assertEquals(8192, judged.bitmap().dirtyByteCount());
      judged.clear(4096, 512).check();
      assertFalse(judged.bitmap().isDirty(4607));
      judged.set(4607, 1).check();
      assertTrue(judged.bitmap().isDirty(4096));
      judged.clear(0, 4608).check();
    }
  }

  @Test
  default void theLargestDiskOfAllFits() {
    try (JudgedBitmap judged = judged(Long.MAX_VALUE, Granularity.MAX_BITS)) {
      judged.set(Long.MAX_VALUE - 1, 1).check();
      judged.set(0, Long.MAX_VALUE).check();
      assertEquals(Long.MAX_VALUE, judged.bitmap().dirtyByteCount());
      judged.checkSearches(0, Long.MAX_VALUE);
      judged.clear(127L << Granularity.MAX_BITS, Long.MAX_VALUE - (127L << Granularity.MAX_BITS));
      judged.check();
      judged.checkSearches(1L << 62, Long.MAX_VALUE);
      judged.clear(0, Long.MAX_VALUE).check();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {63, 64, 65, 4095, 4096, 4097, 262143, 262144, 262145})
  default void edgesOfWordsLevelsAndSizesHold(long bits) {
    try (JudgedBitmap judged = judged((bits - 1) * 4096 + 1, 12)) {
      judged.set(judged.bitmap().size() - 1, 1).check();
      judged.set(0, 1).check();
      judged.set(0, judged.bitmap().size()).check();
      judged.clear((bits - 1) * 4096, 1).check();
      judged.clear(0, 4096).check();
      judged.clear(0, judged.bitmap().size()).check();
    }
  }

  @Test
  default void compactingKeepsTheContent() {
    try (JudgedBitmap judged = judged(2 * L3, BYTE)) {
      for (long[] range : OVERLAPPING) {
        judged.set(range[0], range[1]);
        judged.bitmap().compact();
        judged.check();
        judged.clear(range[0] + 1, range[1] - 2).check();
        judged.bitmap().compact();
        judged.check();
      }
      judged.clearAll();
      judged.bitmap().compact();
      judged.check();
    }
  }
}
