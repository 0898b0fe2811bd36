package dev.dirtybench.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Merging with the same backend, every other one, and every granularity. */
interface MergeContract extends ContractPart {
  /** A disk that no granularity below divides. */
  long DISK = (5 * L2 << 12) + 4096 * 3 + 1;

  private static void fill(JudgedBitmap judged, long seed, double density) {
    long bits = judged.oracle().bitCount();
    judged.load(0, RandomBits.words(new Random(seed), bits, density));
  }

  private static void mergeBoth(
      BitmapProvider target, int targetBits, BitmapProvider source, int sourceBits) {
    for (double first : RandomBits.DENSITIES) {
      for (double second : List.of(0.0, 0.0005, 0.1, 1.0)) {
        try (JudgedBitmap into = new JudgedBitmap(target, DISK, new Granularity(targetBits));
            JudgedBitmap from = new JudgedBitmap(source, DISK, new Granularity(sourceBits))) {
          fill(into, 1, first);
          fill(from, 2, second);
          into.merge(from);
          into.check();
          from.check();
        }
      }
    }
  }

  @Test
  default void bitmapsOfEveryBackendMergeIntoThisOne() {
    for (BitmapProvider other : Strangers.of(backend())) {
      mergeBoth(backend(), 12, other, 12);
    }
  }

  @Test
  default void thisBackendMergesIntoEveryOther() {
    for (BitmapProvider other : Strangers.of(backend())) {
      mergeBoth(other, 12, backend(), 12);
    }
  }

  @Test
  default void aFinerBitmapIsRoundedOutward() {
    for (BitmapProvider other : Strangers.of(backend())) {
      mergeBoth(backend(), 16, other, 12);
      mergeBoth(other, 21, backend(), 12);
    }
  }

  @Test
  default void aCoarserBitmapMarksAllOfItsGranules() {
    for (BitmapProvider other : Strangers.of(backend())) {
      mergeBoth(backend(), 12, other, 16);
      mergeBoth(other, 12, backend(), 21);
    }
  }

  @Test
  default void oneDirtyGranuleMarksItsNeighboursInACoarserBitmap() {
    try (JudgedBitmap coarse = judged(1 << 20, 16);
        JudgedBitmap fine = judged(1 << 20, 9)) {
      fine.set(65536 + 512, 1);
      coarse.merge(fine);
      assertEquals(65536, coarse.bitmap().dirtyByteCount());
      coarse.check();
      fine.merge(coarse);
      assertEquals(65536, fine.bitmap().dirtyByteCount());
      fine.check();
    }
  }

  @Test
  default void mergingWithItselfChangesNothing() {
    for (double density : RandomBits.DENSITIES) {
      try (JudgedBitmap judged = judged(DISK, 12)) {
        fill(judged, 3, density);
        judged.bitmap().merge(judged.bitmap());
        judged.check();
      }
    }
  }

  @Test
  default void mergedBitmapsStayIndependent() {
    try (JudgedBitmap into = judged(L3, BYTE);
        JudgedBitmap from = judged(L3, BYTE)) {
      from.set(L2, 5 * L2);
      into.merge(from);
      from.clear(2 * L2, L2);
      into.check();
      into.set(0, L1).clear(3 * L2, L1);
      from.check();
      from.clearAll();
      into.check();
      into.clearAll();
      from.set(5, 1);
      into.check();
      from.check();
    }
  }

  @Test
  default void compactedBitmapsMerge() {
    for (BitmapProvider other : Strangers.of(backend())) {
      try (JudgedBitmap into = judged(L3, BYTE);
          JudgedBitmap from = new JudgedBitmap(other, L3, BYTE)) {
        into.set(L1, 3 * L2);
        from.set(2 * L2, 7 * L2).set(L3 - 1, 1);
        into.bitmap().compact();
        from.bitmap().compact();
        into.merge(from);
        into.check();
        from.check();
        into.set(0, 5).clear(L2, L1).check();
      }
    }
  }

  @Test
  default void emptyDisksMerge() {
    for (BitmapProvider other : Strangers.of(backend())) {
      try (JudgedBitmap into = judged(0, 16);
          JudgedBitmap from = new JudgedBitmap(other, 0, new Granularity(9))) {
        into.merge(from);
        into.check();
      }
    }
  }

  @Test
  default void bitmapsThatWereResizedMerge() {
    try (JudgedBitmap into = judged(L1, BYTE);
        JudgedBitmap from = judged(L3, BYTE)) {
      from.set(0, L3);
      from.truncate(L2 + 3);
      into.truncate(L2 + 3);
      into.set(L2 + 2, 1);
      into.merge(from);
      into.check();
      from.truncate(L3);
      into.truncate(L3);
      from.set(L3 - 1, 1);
      into.merge(from);
      into.check();
    }
  }

  @Test
  default void aChainOfCheckpointsAddsUp() {
    try (JudgedBitmap sum = judged(DISK, 12)) {
      for (int i = 0; i < 20; i++) {
        try (JudgedBitmap window = judged(DISK, 12)) {
          fill(window, 100 + i, 0.003);
          sum.merge(window);
          sum.check();
        }
      }
    }
  }
}
