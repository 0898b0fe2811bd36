package dev.dirtybench.backend.hbitmap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.spi.Granularity;
import dev.dirtybench.testkit.Oracle;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DenseMergeTest {
  private static final long SEED = Long.getLong("dirtybench.seed", 20_190_311L);
  private static final Granularity BYTE = new Granularity(0);

  private static void mark(HierarchicalBitmap bitmap, Oracle oracle, Random random, long marks) {
    for (long i = 0; i < marks; i++) {
      long bit = random.nextLong(bitmap.size());
      bitmap.setDirty(bit, 1);
      oracle.setDirty(bit, 1);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {64, 4_096, 4_097, 100_000, 262_144, 300_001})
  void aSourceThatIsDenseThroughoutAddsItsBitsAndKeepsCountAndLevels(long bits) {
    Random random = new Random(SEED + bits);
    for (int share = 0; share <= 2; share++) {
      HierarchicalBitmap source = new HierarchicalBitmap(bits, BYTE);
      HierarchicalBitmap target = new HierarchicalBitmap(bits, BYTE);
      Oracle oracle = new Oracle(bits, BYTE);
      mark(source, oracle, random, bits / 16);
      mark(target, oracle, random, bits * share / 40);
      String where = bits + " bits, share " + share + ", seed " + SEED;
      assertTrue(source.levels().isDenseThroughout(), where);
      target.merge(source);
      long[] merged = new long[(int) target.wordCount()];
      target.copyWords(0, merged, 0, merged.length);
      assertArrayEquals(oracle.words(), merged, where);
      assertEquals(oracle.dirtyBitCount(), target.dirtyBitCount(), where);
      LevelInvariant.check(target, where);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {8_193, 300_001})
  void oneEmptyBlockIsNotDenseThroughout(long bits) {
    HierarchicalBitmap bitmap = new HierarchicalBitmap(bits, BYTE);
    bitmap.setDirty(0, bits);
    assertTrue(bitmap.levels().isDenseThroughout());
    bitmap.clearDirty(4_096, 3_500);
    assertFalse(bitmap.levels().isDenseThroughout());
  }
}
