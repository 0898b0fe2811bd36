package dev.dirtybench.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.WordCursor;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading whole words, in runs and in bulk. */
interface WordContract extends ContractPart {
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 64, 4096})
  default void aScanDeliversMaximalRunsOfNonZeroWords(int capacity) {
    long bits = 3 * L3 / 2 + 5;
    for (double density : new double[] {0, 0.0001, 0.01, 0.02, 0.1, 0.5, 1}) {
      try (JudgedBitmap judged = judged(bits, BYTE)) {
        judged.load(0, RandomBits.words(new Random(capacity), bits, density));
        checkRuns(judged, capacity, 0);
        checkRuns(judged, capacity, 1);
        checkRuns(judged, capacity, 1000);
        judged.set(L2 - 1, 3 * L2 + 2).clear(2 * L2, 64);
        checkRuns(judged, capacity, 0);
        checkRuns(judged, capacity, 65);
      }
    }
  }

  private static void checkRuns(JudgedBitmap judged, int capacity, int firstWord) {
    long[] words = judged.oracle().words();
    WordCursor cursor = new WordCursor(capacity).reset(firstWord);
    int at = firstWord;
    while (judged.bitmap().nextWords(cursor)) {
      while (words[at] == 0) {
        at++;
      }
      int end = at;
      while (end < words.length && words[end] != 0 && end - at < capacity) {
        end++;
      }
      assertEquals(at, cursor.firstWord(), "first word of a run");
      assertEquals(end - at, cursor.count(), "words of the run at " + at);
      assertArrayEquals(
          Arrays.copyOfRange(words, at, end), Arrays.copyOf(cursor.words(), cursor.count()));
      at = end;
    }
    while (at < words.length) {
      assertEquals(0, words[at], "word " + at + " was not delivered");
      at++;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 64, 4096})
  default void aGatheringScanDeliversEveryNonZeroWordInOrder(int capacity) {
    long bits = 3 * L3 / 2 + 5;
    for (double density : new double[] {0, 0.0001, 0.002, 0.01, 0.02, 0.1, 0.5, 1}) {
      try (JudgedBitmap judged = judged(bits, BYTE)) {
        judged.load(0, RandomBits.words(new Random(capacity), bits, density));
        checkGathered(judged, capacity);
        judged.set(L2 - 1, 3 * L2 + 2).clear(2 * L2, 64);
        judged.set(L3 - L1, 2 * L2).set(L3 + 5 * L2, 17);
        checkGathered(judged, capacity);
        judged.bitmap().compact();
        checkGathered(judged, capacity);
      }
    }
  }

  private static void checkGathered(JudgedBitmap judged, int capacity) {
    for (int from : new int[] {0, 1, 64, 65, 1000}) {
      checkGathered(judged, WordCursor.gathering(capacity).reset(from));
    }
  }

  private static void checkGathered(JudgedBitmap judged, WordCursor cursor) {
    long[] words = judged.oracle().words();
    int at = (int) cursor.position();
    while (judged.bitmap().nextWords(cursor)) {
      assertTrue(cursor.count() > 0, "words of a step");
      assertEquals(cursor.index(0), cursor.firstWord());
      for (int i = 0; i < cursor.count(); i++) {
        while (words[at] == 0) {
          at++;
        }
        assertEquals(at, cursor.index(i), "place of a word");
        assertEquals(words[at], cursor.words()[i], "word " + at);
        at++;
      }
      assertTrue(cursor.position() >= at, "goes on behind what it delivered");
    }
    while (at < words.length) {
      assertEquals(0, words[at], "word " + at + " was not delivered");
      at++;
    }
  }

  @Test
  default void aScanForWordsThatFindsNothingLeavesItsCursor() {
    try (JudgedBitmap judged = judged(L2, BYTE)) {
      WordCursor cursor = new WordCursor(8);
      assertFalse(judged.bitmap().nextWords(cursor));
      assertEquals(Bitmap.NONE, cursor.firstWord());
      judged.set(70, 1);
      assertTrue(judged.bitmap().nextWords(cursor));
      assertEquals(1, cursor.firstWord());
      assertFalse(judged.bitmap().nextWords(cursor));
      assertEquals(1, cursor.firstWord());
      assertEquals(1, cursor.count());
      assertFalse(judged.bitmap().nextWords(cursor.reset(64)));
      assertFalse(judged.bitmap().nextWords(cursor.reset(Long.MAX_VALUE)));
    }
  }

  @Test
  default void aScanForWordsGoesOnWhenTheBitmapWasChangedMeanwhile() {
    try (JudgedBitmap judged = judged(L2, BYTE)) {
      judged.set(0, 3 * L1);
      WordCursor cursor = new WordCursor(1);
      assertTrue(judged.bitmap().nextWords(cursor));
      judged.clear(L1, L1);
      assertTrue(judged.bitmap().nextWords(cursor));
      assertEquals(2, cursor.firstWord());
      judged.clearAll();
      assertFalse(judged.bitmap().nextWords(cursor));
      judged.truncate(1);
      assertFalse(judged.bitmap().nextWords(cursor));
    }
  }

  @Test
  default void anEmptyDiskHasNoWords() {
    try (JudgedBitmap judged = judged(0, BYTE)) {
      assertFalse(judged.bitmap().nextWords(new WordCursor(4)));
      judged.bitmap().copyWords(0, new long[0], 0, 0);
    }
  }

  @Test
  default void wordsAreCopiedToTheirPlaceAndNothingBeside() {
    long bits = L3 + 5;
    try (JudgedBitmap judged = judged(bits, BYTE)) {
      judged.load(0, RandomBits.words(new Random(5), bits, 0.02));
      judged.set(L2, 5 * L2 + 3);
      long[] words = judged.oracle().words();
      int[][] ranges = {{0, 1}, {0, 4097}, {63, 2}, {64, 65}, {4096, 1}, {100, 513}, {7, 0}};
      for (int[] range : ranges) {
        long[] target = new long[range[1] + 5];
        Arrays.fill(target, 42);
        judged.bitmap().copyWords(range[0], target, 2, range[1]);
        long[] expected = new long[range[1] + 5];
        Arrays.fill(expected, 42);
        System.arraycopy(words, range[0], expected, 2, range[1]);
        assertArrayEquals(expected, target);
      }
    }
  }
}
