package dev.dirtybench.backend.roaring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.ExtentCursor;
import dev.dirtybench.spi.WordCursor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random operations in a stretch of a large bitmap, judged by a {@link BitSet}.
 *
 * <p>The stretch spans several containers and, in one of the tests, two buckets; every kind of
 * container comes up in it, and every way of changing one.
 */
class RandomOperationsTest {
  private static final int STRETCH = 5 << 16;
  private static final int STEPS = 600;

  private final Random random = new Random(Forms.seed());
  private final BitSet expected = new BitSet(STRETCH);
  private Bitmap bitmap;
  private long origin;

  @ParameterizedTest
  @ValueSource(longs = {0, 640, (1L << 32) - (3 << 16), (3L << 32) + (7 << 16)})
  void everyOperationDoesWhatABitSetDoes(long start) {
    origin = start;
    bitmap = Forms.bitmap(start + STRETCH + 13);
    for (int step = 0; step < STEPS; step++) {
      String what = Forms.replay("step " + step + ", " + change());
      checkSearches(what);
      if (step % 5 == 0) {
        checkExtents(what);
        checkWords(what);
      }
    }
    bitmap.close();
  }

  private String change() {
    int from = random.nextInt(STRETCH);
    int length = Math.min(STRETCH - from, 1 << random.nextInt(18));
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> {
        bitmap.setDirty(origin + from, length);
        expected.set(from, from + length);
        return "set " + from + " " + length;
      }
      case 3, 4 -> {
        bitmap.clearDirty(origin + from, length);
        expected.clear(from, from + length);
        return "clear " + from + " " + length;
      }
      case 5 -> {
        int gap = 2 + random.nextInt(200);
        for (int bit = from; bit < from + length; bit += gap) {
          bitmap.setDirty(origin + bit, 1);
          expected.set(bit);
        }
        return "every " + gap + " bits from " + from + " to " + (from + length);
      }
      case 6, 7 -> {
        return load(from / 64, Math.max(1, length / 64));
      }
      case 8 -> {
        return mergeAnother();
      }
      case 9 -> {
        bitmap.compact();
        return "compact";
      }
      case 10 -> {
        Forms.read(bitmap, Forms.write(bitmap));
        return "native form";
      }
      default -> {
        bitmap.truncate(origin + from);
        bitmap.truncate(origin + STRETCH + 13);
        expected.clear(from, STRETCH);
        return "cut at " + from;
      }
    }
  }

  private long[] randomWords(int count) {
    long[] words = new long[count];
    double density = Math.pow(random.nextDouble(), 4);
    for (int bit = 0; bit < count * 64; bit++) {
      if (random.nextDouble() < density) {
        words[bit / 64] |= 1L << bit;
      }
    }
    return words;
  }

  private String load(int firstWord, int count) {
    long[] words = randomWords(count);
    ByteBuffer form = ByteBuffer.allocate(8 * count).order(ByteOrder.LITTLE_ENDIAN);
    form.asLongBuffer().put(words);
    bitmap.deserialize(origin / 64 + firstWord, count, form);
    expected.clear(firstWord * 64, (firstWord + count) * 64);
    or(firstWord, words);
    return "load " + count + " words at " + firstWord;
  }

  private void or(int firstWord, long[] words) {
    BitSet loaded = BitSet.valueOf(words);
    loaded.stream().forEach(bit -> expected.set(firstWord * 64 + bit));
  }

  private String mergeAnother() {
    try (Bitmap other = Forms.bitmap(origin + STRETCH + 13)) {
      int firstWord = random.nextInt(STRETCH / 64);
      int count = Math.min(STRETCH / 64 - firstWord, 1 + random.nextInt(3000));
      long[] words = randomWords(count);
      ByteBuffer form = ByteBuffer.allocate(8 * count).order(ByteOrder.LITTLE_ENDIAN);
      form.asLongBuffer().put(words);
      other.deserialize(origin / 64 + firstWord, count, form);
      bitmap.merge(other);
      or(firstWord, words);
      other.setDirty(0, 5);
      other.clearDirty(origin, STRETCH);
      return "merge " + count + " words at " + firstWord;
    }
  }

  private void checkSearches(String what) {
    assertEquals(expected.cardinality(), bitmap.dirtyBitCount(), what);
    for (int i = 0; i < 5; i++) {
      int from = random.nextInt(STRETCH);
      int set = expected.nextSetBit(from);
      assertEquals(
          set < 0 ? Bitmap.NONE : origin + set,
          bitmap.nextDirty(origin + from, Long.MAX_VALUE),
          what);
      assertEquals(
          origin + expected.nextClearBit(from),
          bitmap.nextClean(origin + from, Long.MAX_VALUE),
          what);
      assertEquals(expected.get(from), bitmap.isDirty(origin + from), what);
    }
  }

  private void checkExtents(String what) {
    ExtentCursor cursor = new ExtentCursor();
    int end = 0;
    while (bitmap.nextExtent(cursor)) {
      int start = expected.nextSetBit(end);
      end = expected.nextClearBit(start);
      assertEquals(origin + start, cursor.offset(), what);
      assertEquals(end - start, cursor.length(), what);
    }
    assertEquals(-1, expected.nextSetBit(end), what);
  }

  private void checkWords(String what) {
    long[] words = new long[STRETCH / 64 + 1];
    System.arraycopy(expected.toLongArray(), 0, words, 0, expected.toLongArray().length);
    long[] copied = new long[words.length];
    int split = random.nextInt(words.length);
    bitmap.copyWords(origin / 64, copied, 0, split);
    bitmap.copyWords(origin / 64 + split, copied, split, words.length - split);
    assertArrayEquals(words, copied, what);

    long[] scanned = new long[words.length];
    WordCursor cursor = new WordCursor(1 + random.nextInt(3000));
    while (bitmap.nextWords(cursor)) {
      int at = (int) (cursor.firstWord() - origin / 64);
      System.arraycopy(cursor.words(), 0, scanned, at, cursor.count());
    }
    assertArrayEquals(words, scanned, what);
  }

  @Test
  void aScanSeesWhatChangesUnderIt() {
    try (Bitmap changing = Forms.bitmap(1 << 20)) {
      changing.setDirty(0, 1 << 20);
      WordCursor cursor = new WordCursor(7);
      long seen = 0;
      while (changing.nextWords(cursor)) {
        seen += cursor.count();
        long word = cursor.firstWord() + cursor.count();
        if (word + 7 <= changing.wordCount()) {
          changing.clearDirty(word * 64, 7 * 64);
        }
      }
      assertEquals((1 << 14) / 14 * 7 + (1 << 14) % 14, seen, "every other seven words");
    }
  }

  @Test
  void twoScansOfOneBitmapDoNotDisturbEachOther() {
    try (Bitmap bits = Forms.mixed(Forms.WIDE, 5)) {
      WordCursor ahead = new WordCursor(3);
      WordCursor behind = new WordCursor(64);
      long wordsAhead = 0;
      long wordsBehind = 0;
      while (bits.nextWords(ahead)) {
        wordsAhead += ahead.count();
        if (ahead.firstWord() % 3 == 0 && bits.nextWords(behind)) {
          wordsBehind += behind.count();
        }
      }
      while (bits.nextWords(behind)) {
        wordsBehind += behind.count();
      }
      assertEquals(wordsAhead, wordsBehind);
    }
  }
}
