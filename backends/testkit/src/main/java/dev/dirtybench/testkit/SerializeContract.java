package dev.dirtybench.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The common serialised form, whole and in parts. */
interface SerializeContract extends ContractPart {
  /** Where upstream's serialisation tests set bits. */
  long[] POSITIONS = {0, 1, L1 - 1, L1, L2 - 1, L2, L2 + 1, L3 - 1};

  private static byte[] bytes(Bitmap bitmap, long firstWord, long count) {
    ByteBuffer buffer = ByteBuffer.allocate((int) count * 8);
    bitmap.serialize(firstWord, count, buffer);
    assertEquals(buffer.limit(), buffer.position(), "position after serialize");
    return buffer.array();
  }

  @Test
  default void theSerialisedFormIsWholeWords() {
    try (JudgedBitmap judged = judged(2 * L3, 3)) {
      assertEquals(2 * L3 >> 3 >> 3, judged.bitmap().serializedBytes());
    }
    try (JudgedBitmap judged = judged(1, 16)) {
      assertEquals(8, judged.bitmap().serializedBytes());
    }
    try (JudgedBitmap judged = judged(0, 16)) {
      assertEquals(0, judged.bitmap().serializedBytes());
    }
  }

  @Test
  default void bitKStandsInByteKDividedByEightLowestBitFirst() {
    try (JudgedBitmap judged = judged(256L << 16, 16)) {
      judged.set(16L << 16, 1).set(80L << 16, 2L << 16);
      byte[] expected = new byte[32];
      expected[2] = 1;
      expected[10] = 3;
      assertArrayEquals(expected, bytes(judged.bitmap(), 0, 4));
    }
  }

  @Test
  default void aBitmapComesBackFromItsSerialisedForm() {
    try (JudgedBitmap judged = judged(L3, BYTE)) {
      for (long position : POSITIONS) {
        for (long count : POSITIONS) {
          judged.clearAll();
          judged.set(position, Math.min(count, L3 - position));
          byte[] form = bytes(judged.bitmap(), 0, L3 / 64);
          assertArrayEquals(judged.oracle().toBytes(), form);
          judged.bitmap().clearAll();
          judged.bitmap().deserialize(ByteBuffer.wrap(form));
          for (long bit = 0; bit < L3; bit++) {
            if (judged.oracle().isDirty(bit) != judged.bitmap().isDirty(bit)) {
              assertEquals(
                  judged.oracle().isDirty(bit), judged.bitmap().isDirty(bit), "bit " + bit);
            }
          }
          judged.check();
        }
      }
    }
  }

  @Test
  default void aBitmapMayBeSerialisedInParts() {
    try (JudgedBitmap judged = judged(L3, BYTE)) {
      for (long position : POSITIONS) {
        judged.set(position, 1);
      }
      byte[] expected = judged.oracle().toBytes();
      for (long words : new long[] {1, 3, 63, 64, 65, 1000, L3 / 64}) {
        for (long first = 0; first < L3 / 64; first += words) {
          long count = Math.min(words, L3 / 64 - first);
          assertArrayEquals(
              Arrays.copyOfRange(expected, (int) first * 8, (int) (first + count) * 8),
              bytes(judged.bitmap(), first, count));
        }
      }
    }
  }

  @Test
  default void zeroesMayBeDeserialisedInParts() {
    try (JudgedBitmap judged = judged(L3, BYTE)) {
      long[] positions = {0, L1, L2, L3 - L1};
      for (long position : positions) {
        judged.set(position, L1);
      }
      for (int i = 0; i < positions.length; i++) {
        assertEquals(positions[i], judged.bitmap().nextDirty(0, L3));
        judged.load(positions[i] / 64, new long[1]);
        judged.check();
      }
      assertEquals(Bitmap.NONE, judged.bitmap().nextDirty(0, L3));
    }
  }

  @Test
  default void onesMayBeDeserialisedInParts() {
    try (JudgedBitmap judged = judged(L3 + 10, BYTE)) {
      for (long first : new long[] {0, 1, 63, 64, 65, L3 / 64 - 1, L3 / 64}) {
        judged.load(first, new long[] {-1L});
        judged.check();
      }
      long[] ones = new long[100];
      Arrays.fill(ones, -1L);
      judged.load(500, ones);
      judged.check();
    }
  }

  @Test
  default void partsReplaceWhatWasThereAndNothingBeside() {
    try (JudgedBitmap judged = judged(L2 + 1, BYTE)) {
      judged.set(0, L2 + 1);
      judged.load(1, new long[] {0x5555_5555_5555_5555L, 0, -1L, 1L << 63});
      judged.check();
      judged.load(64, new long[] {0});
      judged.check();
    }
  }

  @Test
  default void ghostBitsAreDropped() {
    for (long bits : new long[] {1, 16, 63, 65, L2 + 1, L2 + 63}) {
      try (JudgedBitmap judged = judged(bits << 9, 9)) {
        long[] ones = new long[(int) judged.bitmap().wordCount()];
        Arrays.fill(ones, -1L);
        judged.load(0, ones);
        judged.check();
        assertEquals(bits, judged.bitmap().dirtyBitCount());
        judged.clear(0, bits << 9);
        judged.load(ones.length - 1, new long[] {-1L});
        judged.check();
        judged.truncate((bits + 200) << 9);
        judged.check();
      }
    }
  }

  @Test
  default void anEmptyDiskSerialisesToNothing() {
    try (JudgedBitmap judged = judged(0, BYTE)) {
      judged.bitmap().serialize(ByteBuffer.allocate(0));
      judged.bitmap().deserialize(ByteBuffer.allocate(0));
      judged.bitmap().serialize(0, 0, ByteBuffer.allocate(3));
      judged.check();
    }
  }

  @Test
  default void everyBackendReadsWhatEveryOtherWrote() {
    for (BitmapProvider other : Strangers.of(backend())) {
      for (double density : RandomBits.DENSITIES) {
        exchange(backend(), other, density);
        exchange(other, backend(), density);
      }
    }
  }

  private static void exchange(BitmapProvider from, BitmapProvider to, double density) {
    long size = ((3 * L2 + 17) << 12) + 1;
    Granularity granularity = new Granularity(12);
    try (JudgedBitmap writer = new JudgedBitmap(from, size, granularity);
        JudgedBitmap reader = new JudgedBitmap(to, size, granularity)) {
      writer.load(0, RandomBits.words(new Random(11), 3 * L2 + 18, density));
      ByteBuffer form = ByteBuffer.allocate((int) writer.bitmap().serializedBytes());
      writer.bitmap().serialize(form);
      reader.set(0, size);
      reader.bitmap().deserialize(form.flip());
      reader.loadOracle(0, writer.oracle().words());
      reader.check();
      writer.check();
    }
  }
}
