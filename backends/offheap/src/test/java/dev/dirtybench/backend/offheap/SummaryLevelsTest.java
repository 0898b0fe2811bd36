package dev.dirtybench.backend.offheap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryLevelsTest {
  private static final long SEED = 20261122;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 64, 65, 4095, 4096, 4097, 262_143, 262_145, 300_000})
  void aNewSummaryFindsNothing(int wordCount) {
    SummaryLevels levels = new SummaryLevels(wordCount, BufferWords::new);
    assertEquals(-1, levels.next(0));
    assertEquals(-1, levels.nextBlock(0));
    assertEquals((wordCount + 63) / 64, levels.blockCount());
    levels.free();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 65, 4095, 4096, 4097, 262_143, 262_145, 300_000})
  void searchesAgreeWithAPlainSetOfWords(int wordCount) {
    for (double density : new double[] {0.00001, 0.001, 0.1, 0.9, 1}) {
      Random random = new Random(SEED);
      SummaryLevels levels = new SummaryLevels(wordCount, BufferWords::new);
      BitSet nonZero = new BitSet();
      for (int word = 0; word < wordCount; word++) {
        if (random.nextDouble() < density) {
          levels.mark(word);
          nonZero.set(word);
        }
      }
      check(levels, nonZero, wordCount, random);
      for (int i = 0; i < 2000; i++) {
        change(levels, nonZero, wordCount, random);
      }
      check(levels, nonZero, wordCount, random);
      levels.free();
    }
  }

  /** Marks, unmarks or replaces a part of a block. */
  private static void change(SummaryLevels levels, BitSet nonZero, int wordCount, Random random) {
    int word = random.nextInt(wordCount);
    switch (random.nextInt(3)) {
      case 0 -> {
        levels.mark(word);
        nonZero.set(word);
      }
      case 1 -> {
        levels.unmark(word);
        nonZero.clear(word);
      }
      default -> {
        int first = word & -64;
        int words = Math.min(64, wordCount - first);
        long mask = random.nextLong() >>> (64 - words);
        long bits = random.nextBoolean() ? random.nextLong() & mask : 0;
        levels.replace(word >>> 6, mask, bits);
        for (int i = 0; i < words; i++) {
          if ((mask >>> i & 1) != 0) {
            nonZero.set(first + i, (bits >>> i & 1) != 0);
          }
        }
      }
    }
  }

  private static void check(SummaryLevels levels, BitSet nonZero, int wordCount, Random random) {
    for (int i = 0; i < 5000; i++) {
      int word = i < 200 ? Math.min(i, wordCount) : random.nextInt(wordCount + 1);
      String where = "seed " + SEED + ", " + wordCount + " words, from " + word;
      int expected = nonZero.nextSetBit(word);
      assertEquals(expected, levels.next(word), where);
      int block = nonZero.nextSetBit(word & -64);
      assertEquals(block == -1 ? -1 : block >>> 6, levels.nextBlock(word >>> 6), where);
      if (expected != -1) {
        int limit = Math.min(wordCount, expected + 1 + random.nextInt(300));
        int end = Math.min(nonZero.nextClearBit(expected), limit);
        assertEquals(end, levels.runEnd(expected, limit), where);
      }
    }
    assertEquals(nonZero.length() == 0 ? -1 : nonZero.length() - 1, last(levels, wordCount));
  }

  private static long last(SummaryLevels levels, int wordCount) {
    long last = -1;
    long word = levels.next(0);
    while (word != -1) {
      last = word;
      word = word + 1 == wordCount ? -1 : levels.next(word + 1);
    }
    return last;
  }

  @Test
  void aBlockTellsWhichOfItsWordsAreNonZero() {
    SummaryLevels levels = new SummaryLevels(200, BufferWords::new);
    levels.mark(64);
    levels.mark(127);
    levels.mark(199);
    assertEquals(0, levels.block(0));
    assertEquals(1L | 1L << 63, levels.block(1));
    assertEquals(0, levels.block(2));
    assertEquals(1L << 7, levels.block(3));
    levels.free();
  }
}
