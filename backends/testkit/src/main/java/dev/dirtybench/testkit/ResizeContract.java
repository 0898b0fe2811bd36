package dev.dirtybench.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Changing the size of the disk. */
interface ResizeContract extends ContractPart {
  /** Marks the ends and the granules beside the cut, truncates, compares. */
  private void resize(long oldSize, long newSize, int granularityBits) {
    try (JudgedBitmap judged = judged(oldSize, granularityBits)) {
      judged.set(0, 1).set(oldSize - 1, 1);
      if (newSize < oldSize) {
        judged.set(newSize - 1, 1).set(newSize, 1);
      }
      judged.truncate(newSize);
      judged.check();
      judged.set(newSize - 1, 1).check();
      judged.set(0, newSize).check();
      judged.clear(0, newSize).check();
    }
  }

  @Test
  default void truncatingToTheSameSizeChangesNothing() {
    resize(L2, L2, 0);
  }

  @Test
  default void aChangeInsideTheLastGranuleKeepsItsBit() {
    resize(L2 - 1, L2, 1);
    resize(L2, L2 - 1, 1);
    try (JudgedBitmap judged = judged(L2 - 1, 1)) {
      judged.set(0, 1).set(L2 - 2, 1).truncate(L2);
      assertTrue(judged.bitmap().isDirty(0));
      assertTrue(judged.bitmap().isDirty(L2 - 1));
      assertEquals(2 << 1, judged.bitmap().dirtyByteCount());
    }
  }

  @Test
  default void aChangeMayCrossOneGranule() {
    resize(L2 - 2, L2 - 1, 1);
    resize(L2 - 1, L2 - 2, 1);
  }

  @Test
  default void aChangeMayStayInsideOneWord() {
    resize(L2 + 1, L2 + 5, 0);
    resize(L2, L2 - 4, 0);
  }

  @Test
  default void aChangeMayCrossAWordBorder() {
    resize(L2 - 1, L2 + 3, 0);
    resize(L2 + 1, L2 - 3, 0);
  }

  @Test
  default void aChangeMayAddOrDropWholeWords() {
    resize(L2, L2 + L1, 0);
    resize(L2, L2 - L1, 0);
    resize(L1, L3 + 1, 0);
    resize(L3 + 1, L1, 0);
    resize(L3, 2 * L3, 0);
    resize(2 * L3, L2 + 1, 0);
    resize(1, L1 + 1, 0);
    resize(L1 + 1, 1, 0);
  }

  @Test
  default void aDiskMayShrinkToNothingAndGrowAgain() {
    try (JudgedBitmap judged = judged((L2 << 9) + 1, 9)) {
      judged.set(0, L2 << 9);
      judged.truncate(0);
      judged.check();
      judged.truncate((L3 << 9) + 5);
      judged.check();
      judged.set(L3 << 9, 5).check();
    }
  }

  @Test
  default void whatWasCutOffDoesNotComeBack() {
    try (JudgedBitmap judged = judged(2 * L2, BYTE)) {
      judged.set(0, 2 * L2);
      judged.truncate(L2 + 7);
      judged.check();
      judged.truncate(2 * L2);
      judged.check();
      assertFalse(judged.bitmap().isDirty(L2 + 7));
    }
  }

  @Test
  default void aGranuleKeptInPartKeepsItsBitAndGrowsDirty() {
    try (JudgedBitmap judged = judged(8192, 12)) {
      judged.set(8191, 1);
      judged.truncate(4097);
      judged.check();
      judged.truncate(8192);
      judged.check();
      assertTrue(judged.bitmap().isDirty(8191));
    }
  }

  @Test
  default void aFullBitmapSurvivesEverySizeAroundAWord() {
    for (long size = L1 - 2; size <= 2 * L1 + 2; size++) {
      try (JudgedBitmap judged = judged(3 * L1, BYTE)) {
        judged.set(0, 3 * L1);
        judged.truncate(size);
        judged.check();
        judged.truncate(3 * L1);
        judged.check();
      }
    }
  }
}
