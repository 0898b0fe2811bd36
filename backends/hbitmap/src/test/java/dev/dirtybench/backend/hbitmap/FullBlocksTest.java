package dev.dirtybench.backend.hbitmap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FullBlocksTest {
  private static final Granularity BYTE = new Granularity(0);
  private static final int BLOCK_BITS = 4096;
  private static final long SEED = Long.getLong("dirtybench.seed", 20_190_311L);

  private static long known(HierarchicalBitmap bitmap) {
    return IntStream.range(0, bitmap.words().length >>> 6).filter(bitmap.full()::isKnown).count();
  }

  @Test
  void aRangeThatIsSetIsKnownAtOnceButForItsEdges() {
    HierarchicalBitmap bitmap = new HierarchicalBitmap(1 << 20, BYTE);
    bitmap.setDirty(100, 10 * BLOCK_BITS);
    assertEquals(9, known(bitmap));
  }

  @Test
  void whatFillsUpBitByBitIsLearntByTheFirstSearch() {
    HierarchicalBitmap bitmap = new HierarchicalBitmap(3 * BLOCK_BITS, BYTE);
    for (int bit = 0; bit < 2 * BLOCK_BITS; bit++) {
      bitmap.setDirty(bit, 1);
    }
    assertEquals(0, known(bitmap), "a set costs nothing here");
    assertEquals(2 * BLOCK_BITS, bitmap.nextClean(0, Long.MAX_VALUE));
    assertTrue(bitmap.full().isKnown(1), "the first word of block 0 was looked at by itself");
    bitmap.clearDirty(BLOCK_BITS + 77, 1);
    assertFalse(bitmap.full().isKnown(1));
    assertEquals(BLOCK_BITS + 77, bitmap.nextClean(0, Long.MAX_VALUE));
  }

  @Test
  void aSearchPassesWhatIsKnownUnread() {
    HierarchicalBitmap bitmap = new HierarchicalBitmap(1L << 24, BYTE);
    bitmap.setDirty(0, bitmap.size());
    // Were the words read, the search would stop here: a state that cannot be reached otherwise.
    bitmap.words()[1 << 17] = 0;
    assertEquals(Bitmap.NONE, bitmap.nextClean(0, Long.MAX_VALUE));
  }

  @Test
  void growingBehindAFullEndFindsTheNewPart() {
    HierarchicalBitmap bitmap = new HierarchicalBitmap(5 * BLOCK_BITS + 64, BYTE);
    bitmap.setDirty(0, bitmap.size());
    assertEquals(Bitmap.NONE, bitmap.nextClean(0, Long.MAX_VALUE));
    bitmap.truncate(9 * BLOCK_BITS);
    assertEquals(5 * BLOCK_BITS + 64, bitmap.nextClean(0, Long.MAX_VALUE));
    assertTrue(known(bitmap) >= 4, "what was known stays known");
  }

  @Test
  void learningAndForgettingAgreeWithASetOfBlocks() {
    Random random = new Random(SEED);
    int blocks = 64 * 64 * 2 + 100;
    FullBlocks full = new FullBlocks(blocks << 6);
    boolean[] expected = new boolean[blocks];
    for (int step = 0; step < 3000; step++) {
      int from = random.nextInt(blocks);
      int end = from + 1 + random.nextInt(Math.min(blocks - from, 1 << random.nextInt(14)));
      boolean known = random.nextInt(3) != 0;
      if (known) {
        full.mark(from, end);
      } else {
        full.forget(from, end - 1);
      }
      Arrays.fill(expected, from, end, known);
      FullBlocks copy = new FullBlocks(blocks << 6);
      copy.copyFrom(full, blocks);
      int probe = random.nextInt(blocks);
      assertEquals(expected[probe], full.isKnown(probe), "seed " + SEED + " step " + step);
      assertEquals(expected[probe], copy.isKnown(probe), "copy, seed " + SEED + " step " + step);
      int next = probe;
      while (next < blocks && expected[next]) {
        next++;
      }
      assertEquals(next, full.firstUnknown(probe, blocks), "seed " + SEED + " step " + step);
    }
  }
}
