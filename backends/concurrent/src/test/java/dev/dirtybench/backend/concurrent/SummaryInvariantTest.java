package dev.dirtybench.backend.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dirtybench.spi.Granularity;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The summary after random operations of one thread, at the sizes where its levels begin. */
class SummaryInvariantTest {
  private static final Granularity BYTE = new Granularity(0);
  private static final long SEED = Long.getLong("dirtybench.seed", 20_190_311L);

  @ParameterizedTest
  @ValueSource(longs = {1, 64, 65, 4095, 4096, 4097, 262_143, 262_144, 262_145, 600_000})
  void everyNonZeroWordIsReachedAfterRandomOperations(long bits) {
    Random random = new Random(SEED + bits);
    ConcurrentBitmap bitmap = new ConcurrentBitmap(bits, BYTE);
    StringBuilder done = new StringBuilder("seed " + SEED + ":");
    int steps = bits > 1 << 16 ? 300 : 2000;
    for (int step = 0; step < steps; step++) {
      done.append(' ').append(step(bitmap, random, bits));
      SummaryInvariant.check(bitmap, done.toString());
    }
    bitmap.compact();
    SummaryInvariant.checkExact(bitmap, "compact, " + done);
  }

  private static String step(ConcurrentBitmap bitmap, Random random, long mostBits) {
    long size = bitmap.size();
    long offset = random.nextLong(size);
    long length = 1 + span(random, size - offset - 1);
    switch (random.nextInt(12)) {
      case 0, 1, 2, 3:
        bitmap.setDirty(offset, length);
        return "set(" + offset + "," + length + ")";
      case 4, 5, 6:
        bitmap.clearDirty(offset, length);
        return "clear(" + offset + "," + length + ")";
      case 7:
        int words = (int) Math.min(bitmap.wordCount(), 100);
        byte[] form = new byte[8 * words];
        random.nextBytes(form);
        long first = random.nextLong(bitmap.wordCount() - words + 1);
        bitmap.deserialize(first, words, ByteBuffer.wrap(form));
        return "deserialize(" + first + "," + words + ")";
      case 8, 9:
        ConcurrentBitmap other = new ConcurrentBitmap(size, BYTE);
        other.setDirty(offset, length);
        bitmap.merge(other);
        if (random.nextBoolean()) {
          return "merge(" + offset + "," + length + ")";
        }
        bitmap.moveDirtTo(other);
        SummaryInvariant.checkExact(bitmap, "a move");
        SummaryInvariant.check(other, "being moved to");
        bitmap.merge(other);
        return "moveAndMerge";
      case 10:
        long newSize = 1 + span(random, 2 * mostBits);
        bitmap.truncate(newSize);
        return "truncate(" + newSize + ")";
      default:
        bitmap.clearAll();
        SummaryInvariant.checkExact(bitmap, "clearAll");
        return "clearAll";
    }
  }

  /** A length of any magnitude from 0 to {@code most}. */
  private static long span(Random random, long most) {
    int magnitude = 64 - Long.numberOfLeadingZeros(most);
    return Math.min(most, random.nextLong(1L << random.nextInt(magnitude + 1)));
  }

  @Test
  void aScanPassesBitsOfWordsThatWereClearedInPart() {
    ConcurrentBitmap bitmap = new ConcurrentBitmap(1 << 20, BYTE);
    for (long at = 0; at < 1 << 20; at += 1000) {
      bitmap.setDirty(at, 1);
      bitmap.clearDirty(at, 1);
    }
    bitmap.setDirty(999_999, 1);
    assertEquals(999_999, bitmap.nextDirty(0, 1 << 20));
    assertEquals(1, bitmap.dirtyBitCount());
    bitmap.compact();
    SummaryInvariant.checkExact(bitmap, "compact");
    assertEquals(999_999, bitmap.nextDirty(0, 1 << 20));
  }
}
