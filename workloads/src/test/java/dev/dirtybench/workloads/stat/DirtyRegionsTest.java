package dev.dirtybench.workloads.stat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirtyRegionsTest {
  private static final long MIB = 1 << 20;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void countsAndRunsAreThoseOfAPlainBitSet(long seed) {
    Random random = new Random(seed);
    DirtyRegions regions = new DirtyRegions();
    BitSet plain = new BitSet();
    for (int i = 0; i < 300; i++) {
      long length = 1 + (random.nextInt(4) == 0 ? random.nextInt(1 << 22) : random.nextInt(9000));
      long offset = random.nextInt(40 << 20);
      regions.mark(offset, length);
      plain.set((int) (offset >> 9), (int) (offset + length - 1 >> 9) + 1);
    }
    assertEquals(0, regions.level());
    for (int bits = 9; bits <= 20; bits++) {
      BitSet folded = folded(plain, bits);
      assertEquals(folded.cardinality(), regions.count(bits), "2^" + bits + " seed " + seed);
      BitSet visited = new BitSet();
      LogHistogram lengths = new LogHistogram();
      regions.runs(
          bits,
          (first, count) -> {
            assertTrue(first == 0 || !visited.get((int) first - 1), "a run must be maximal");
            visited.set((int) first, (int) (first + count));
            lengths.add(count);
          });
      assertEquals(folded, visited, "2^" + bits + " seed " + seed);
      assertEquals(0, lengths.distance(regions.runs(bits)));
    }
  }

  private static BitSet folded(BitSet plain, int bits) {
    BitSet folded = new BitSet();
    plain.stream().forEach(bit -> folded.set(bit >> bits - 9));
    return folded;
  }

  @Test
  void aRegionWrittenInPartsBecomesOneWrittenWhole() {
    DirtyRegions regions = new DirtyRegions();
    regions.mark(0, MIB / 2);
    regions.mark(MIB / 2, MIB / 2);
    regions.mark(3 * MIB, MIB);
    regions.mark(3 * MIB + 512, 1);
    assertEquals(4096, regions.count(9));
    assertEquals(2, regions.count(20));
    assertEquals(256, regions.runs(12).max());
  }

  @Test
  void aDiskOfTwoToThe62BytesDiscardedWholeIsCountedAtOnce() {
    DirtyRegions regions = new DirtyRegions();
    regions.mark(0, 1L << 62);
    assertTrue(regions.level() > 0);
    assertEquals(1L << 42, regions.count(20));
    assertEquals(1L << 50, regions.count(12));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void pastItsLimitsItTellsAboutAsMuchAsThereIs(long seed) {
    Random random = new Random(seed);
    DirtyRegions exact = new DirtyRegions();
    DirtyRegions sampled = new DirtyRegions(2048, 4096);
    for (int i = 0; i < 20_000; i++) {
      long offset = (long) (random.nextDouble() * (8L << 30)) & -4096;
      long length = random.nextInt(50) == 0 ? 3 * MIB : 4096;
      exact.mark(offset, length);
      sampled.mark(offset, length);
    }
    assertTrue(sampled.level() >= 2, "level " + sampled.level());
    for (int bits : new int[] {9, 12, 16, 20}) {
      double expected = exact.count(bits);
      assertEquals(expected, sampled.count(bits), 0.12 * expected, "2^" + bits + " seed " + seed);
    }
  }
}
