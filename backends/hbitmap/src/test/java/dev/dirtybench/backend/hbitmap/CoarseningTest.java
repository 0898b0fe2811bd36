package dev.dirtybench.backend.hbitmap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dirtybench.spi.Granularity;
import dev.dirtybench.testkit.Oracle;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoarseningTest {
  private static final long SEED = Long.getLong("dirtybench.seed", 20_190_311L);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 6, 7, 8, 11, 12, 13, 17, 18, 19, 22, 24, 25, 30})
  void aFinerBitmapIsRoundedOutwardThroughItsLevels(int shift) {
    Random random = new Random(SEED + shift);
    for (long bits : new long[] {1, 64, 4097, 262_145, 5_000_001}) {
      HierarchicalBitmap source = new HierarchicalBitmap(bits, new Granularity(0));
      HierarchicalBitmap target = new HierarchicalBitmap(bits, new Granularity(shift));
      Oracle fine = new Oracle(bits, new Granularity(0));
      Oracle coarse = new Oracle(bits, new Granularity(shift));
      coarse.setDirty(0, 1);
      target.setDirty(0, 1);
      int marks = random.nextInt(300);
      for (int i = 0; i < marks; i++) {
        long offset = random.nextLong(bits);
        long length = 1 + random.nextLong(Math.min(bits - offset, 1L << random.nextInt(20)));
        source.setDirty(offset, length);
        fine.setDirty(offset, length);
      }
      target.merge(source);
      coarse.merge(fine);
      long[] merged = new long[(int) target.wordCount()];
      target.copyWords(0, merged, 0, merged.length);
      String where = "shift " + shift + ", " + bits + " bits, seed " + SEED;
      assertArrayEquals(coarse.words(), merged, where);
      LevelInvariant.check(target, where);
    }
  }

  @Test
  void neighbouringBitsBecomeOne() {
    assertEquals(0b1011L, Coarsening.folded(0b10_00_01_11L, 1) & 0xf);
    assertEquals(1L << 31, Coarsening.folded(1L << 63, 1));
    assertEquals(0b11, Coarsening.folded(1L << 40 | 1, 5));
    assertEquals(-1L, Coarsening.folded(-1L, 0));
    assertEquals(0xffffffffL, Coarsening.folded(0x5555555555555555L, 1));
  }
}
