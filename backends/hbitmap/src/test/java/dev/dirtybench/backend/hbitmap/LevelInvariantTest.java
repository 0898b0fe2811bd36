package dev.dirtybench.backend.hbitmap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.dirtybench.spi.Granularity;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The levels after random operations, at the sizes where levels begin and end. */
class LevelInvariantTest {
  private static final Granularity BYTE = new Granularity(0);
  private static final long SEED = Long.getLong("dirtybench.seed", 20_190_311L);

  private static HierarchicalBitmap bitmap(long bits) {
    return new HierarchicalBitmap(bits, BYTE);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        1,
        63,
        64,
        65,
        4095,
        4096,
        4097,
        8191,
        262_143,
        262_144,
        262_145,
        300_000,
        16_777_215,
        16_777_216,
        16_777_217
      })
  void holdsAfterRandomOperations(long bits) {
    Random random = new Random(SEED + bits);
    HierarchicalBitmap bitmap = bitmap(bits);
    int steps = bits > 1 << 20 ? 60 : bits > 1 << 16 ? 400 : 2000;
    StringBuilder done = new StringBuilder("seed " + SEED + ":");
    for (int step = 0; step < steps; step++) {
      done.append(' ').append(step(bitmap, random, bits));
      LevelInvariant.check(bitmap, done.toString());
    }
  }

  private static String step(HierarchicalBitmap bitmap, Random random, long mostBits) {
    long size = bitmap.size();
    long offset = random.nextLong(size);
    long length = 1 + span(random, size - offset - 1);
    switch (random.nextInt(13)) {
      case 12:
        return "nextClean(" + offset + ")=" + bitmap.nextClean(offset, size);
      case 0, 1, 2, 3:
        bitmap.setDirty(offset, length);
        return "set(" + offset + "," + length + ")";
      case 4, 5, 6, 7:
        bitmap.clearDirty(offset, length);
        return "clear(" + offset + "," + length + ")";
      case 8:
        return words(bitmap, random);
      case 9:
        HierarchicalBitmap source = bitmap(size);
        int sets = random.nextInt(200);
        for (int i = 0; i < sets; i++) {
          long from = random.nextLong(size);
          source.setDirty(from, 1 + span(random, (size - from - 1) >>> 4));
        }
        bitmap.merge(source);
        return "merge(" + source.dirtyBitCount() + ")";
      case 10:
        long newSize = 1 + span(random, 2 * mostBits);
        bitmap.truncate(newSize);
        return "truncate(" + newSize + ")";
      default:
        if (random.nextInt(4) == 0) {
          bitmap.clearAll();
          return "clearAll";
        }
        bitmap.setDirty(offset, 1);
        return "set(" + offset + ")";
    }
  }

  private static String words(HierarchicalBitmap bitmap, Random random) {
    int first = random.nextInt((int) bitmap.wordCount());
    int count = 1 + (int) span(random, bitmap.wordCount() - first - 1);
    long[] words = new long[count];
    int density = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      words[i] = density == 0 || random.nextInt(1 << 3 * density) != 0 ? 0 : random.nextLong();
    }
    String range = "(" + first + "," + count + "," + density + ")";
    int how = random.nextInt(3);
    if (how == 0) {
      ByteBuffer form = ByteBuffer.allocate(8 * count).order(ByteOrder.LITTLE_ENDIAN);
      form.asLongBuffer().put(words);
      bitmap.deserialize(first, count, form);
      return "deserialize" + range;
    }
    long ghosts = bitmap.size() & 63;
    if (first + count == bitmap.wordCount() && ghosts != 0) {
      words[count - 1] &= (1L << ghosts) - 1;
    }
    if (how == 1) {
      bitmap.putWords(first, words, 0, count);
      return "putWords" + range;
    }
    bitmap.orWords(first, words, 0, count);
    return "orWords" + range;
  }

  /** A length of any magnitude from 0 to {@code most}. */
  private static long span(Random random, long most) {
    int magnitude = 64 - Long.numberOfLeadingZeros(most);
    return Math.min(most, random.nextLong(1L << random.nextInt(magnitude + 1)));
  }

  @Test
  void aWordThatKeepsABitKeepsItsParents() {
    HierarchicalBitmap bitmap = bitmap(3 * 262_144);
    for (long edge : new long[] {64, 4096, 262_144}) {
      for (long left = edge - 2; left <= edge + 2; left++) {
        for (long length : new long[] {1, 2, 63, 64, 65, 4096, 262_144, 266_304}) {
          bitmap.setDirty(0, bitmap.size());
          bitmap.clearDirty(left, length);
          LevelInvariant.check(bitmap, "clear(" + left + "," + length + ") of a full bitmap");
          bitmap.clearAll();
          bitmap.setDirty(left - 1, 1);
          bitmap.setDirty(left + length, 1);
          bitmap.setDirty(left, length);
          bitmap.clearDirty(left, length);
          String after = "clear(" + left + "," + length + ") between two bits";
          LevelInvariant.check(bitmap, after);
          assertEquals(2, bitmap.dirtyBitCount(), after);
          assertEquals(left + length, bitmap.nextDirty(left, Long.MAX_VALUE), after);
          bitmap.clearAll();
        }
      }
    }
  }

  @Test
  void aChangeThatFindsTheWordNonZeroLeavesTheLevelsAlone() {
    HierarchicalBitmap bitmap = bitmap(262_144);
    bitmap.setDirty(5000, 1);
    // Spoilt on purpose: only a change that climbs would write this bit again.
    bitmap.levels().level(1)[0] = 0;
    bitmap.setDirty(5001, 1);
    assertEquals(0, bitmap.levels().level(1)[0], "level 1 after a second set in one word");
    bitmap.clearDirty(5001, 1);
    assertEquals(0, bitmap.levels().level(1)[0], "level 1 after a clear that leaves a bit");
  }

  @Test
  void theNextNonZeroWordIsFoundAcrossEveryLevel() {
    for (int words : new int[] {0, 1, 64, 65, 4096, 4097, 262_144, 262_145, 600_000}) {
      Random random = new Random(SEED + words);
      for (int marks : new int[] {0, 1, 2, 5, 50}) {
        Levels levels = new Levels(words);
        boolean[] nonZero = new boolean[words];
        for (int i = 0; i < marks && words > 0; i++) {
          int word = random.nextInt(words);
          levels.markNonZero(word);
          nonZero[word] = true;
        }
        int expected = -1;
        for (int from = words; from >= 0; from--) {
          if (from < words && nonZero[from]) {
            expected = from;
          }
          if (levels.nextNonZero(from) != expected) {
            fail(
                "next non-zero of "
                    + words
                    + " words from "
                    + from
                    + " must be "
                    + expected
                    + ", got "
                    + levels.nextNonZero(from)
                    + ", seed "
                    + SEED);
          }
        }
      }
    }
  }
}
