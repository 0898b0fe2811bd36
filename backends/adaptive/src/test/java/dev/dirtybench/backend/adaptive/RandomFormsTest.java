package dev.dirtybench.backend.adaptive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dirtybench.spi.Granularity;
import dev.dirtybench.spi.WordCursor;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random operations on few pieces, so that every form meets every change, beside a {@link BitSet}.
 */
class RandomFormsTest {
  private static final long SEED = Long.getLong("dirtybench.seed", 20261123);
  private static final int PIECES = 3;
  private static final int BITS = PIECES * WordPiece.BITS - 77;
  private static final int STEPS = 4000;

  private final Random random = new Random(SEED);
  private final AdaptiveBitmap bitmap = create();
  private final BitSet expected = new BitSet(BITS);

  private static AdaptiveBitmap create() {
    return (AdaptiveBitmap) new AdaptiveProvider().create(BITS, new Granularity(0));
  }

  @Test
  void everyFormAgreesWithABitSetAfterEveryChange() {
    for (int step = 0; step < STEPS; step++) {
      String done = step();
      String where = "step " + step + ", " + done + ", seed " + SEED;
      assertEquals(expected.cardinality(), bitmap.dirtyBitCount(), where);
      assertEquals(expected.cardinality(), bitmap.directory().countFrom(0), where);
      probe(where);
      if (step % 20 == 0) {
        scan(where);
      }
    }
  }

  private String step() {
    int from = random.nextInt(BITS);
    int to = Math.min(BITS, from + 1 + random.nextInt(1 << random.nextInt(18)));
    switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> {
        bitmap.setDirty(from, to - from);
        expected.set(from, to);
        return "set " + from + " to " + to;
      }
      case 4, 5, 6 -> {
        bitmap.clearDirty(from, to - from);
        expected.clear(from, to);
        return "clear " + from + " to " + to;
      }
      case 7 -> {
        bitmap.compact();
        return "compact";
      }
      case 8 -> {
        return comb(from);
      }
      case 9, 10 -> {
        return merge(from);
      }
      default -> {
        if (random.nextInt(10) == 0) {
          bitmap.clearAll();
          expected.clear();
          return "clearAll";
        }
        return "nothing";
      }
    }
  }

  /** Many short runs close together, which rest as positions or as a span. */
  private String comb(int from) {
    int step = 2 + random.nextInt(40);
    int end = Math.min(BITS, from + step * random.nextInt(600));
    for (int bit = from; bit < end; bit += step) {
      bitmap.setDirty(bit, 1);
      expected.set(bit);
    }
    return "comb " + from + " to " + end + " by " + step;
  }

  private String merge(int from) {
    int teeth = random.nextInt(300);
    int step = 1 + random.nextInt(300);
    boolean rests = random.nextBoolean();
    try (AdaptiveBitmap source = create()) {
      for (int i = 0; i < teeth && from + i * step < BITS; i++) {
        source.setDirty(from + i * step, 1);
        expected.set(from + i * step);
      }
      if (rests) {
        source.compact();
      }
      bitmap.merge(source);
    }
    return "merge " + teeth + " from " + from + " by " + step + (rests ? ", compacted" : "");
  }

  private void probe(String where) {
    for (int i = 0; i < 4; i++) {
      int from = random.nextInt(BITS);
      assertEquals(expected.get(from), bitmap.isDirty(from), () -> where + ", bit " + from);
      assertEquals(expected.nextSetBit(from), bitmap.nextDirty(from, BITS), where);
      int clear = expected.nextClearBit(from);
      assertEquals(clear >= BITS ? -1 : clear, bitmap.nextClean(from, BITS), where);
      int to = from + 1 + random.nextInt(BITS - from);
      assertEquals(
          expected.get(from, to).cardinality(), bitmap.dirtyBitCount(from, to - from), where);
    }
  }

  private void scan(String where) {
    int bit = expected.nextSetBit(0);
    long found = bitmap.nextDirty(0, BITS);
    while (bit >= 0) {
      assertEquals(bit, found, where);
      int clear = expected.nextClearBit(bit);
      assertEquals(clear >= BITS ? -1 : clear, bitmap.nextClean(bit, BITS), where);
      bit = expected.nextSetBit(clear);
      found = clear >= BITS ? -1 : bitmap.nextDirty(clear, BITS);
    }
    assertEquals(-1, found, where);
    long[] words = expected.toLongArray();
    long[] copied = new long[(BITS + 63) / 64];
    bitmap.copyWords(0, copied, 0, copied.length);
    int capacity = 1 + random.nextInt(200);
    scanWords(words, new WordCursor(capacity), where);
    scanWords(words, WordCursor.gathering(capacity), where + ", gathering");
    for (int word = 0; word < copied.length; word++) {
      assertEquals(word < words.length ? words[word] : 0, copied[word], where + ", word " + word);
    }
  }

  private void scanWords(long[] words, WordCursor cursor, String where) {
    int next = 0;
    while (bitmap.nextWords(cursor)) {
      for (int i = 0; i < cursor.count(); i++) {
        for (; next < cursor.index(i); next++) {
          assertEquals(0, words[next], where + ", word " + next + " was passed");
        }
        assertEquals(words[next], cursor.words()[i], where + ", scanned word " + next);
        next++;
      }
    }
    assertEquals(words.length, next, where);
  }
}
