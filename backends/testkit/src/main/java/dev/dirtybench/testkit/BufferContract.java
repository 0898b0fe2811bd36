package dev.dirtybench.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Serialising into and out of every kind of buffer. */
interface BufferContract extends ContractPart {
  /** Whole forms of these many bits, the last one longer than any chunk a backend may copy in. */
  List<Long> BIT_COUNTS = List.of(1L, 64L, 65L, L2 + 1, 20 * L2 + 77);

  List<ByteOrder> ORDERS = List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);

  private JudgedBitmap random(long bits) {
    JudgedBitmap judged = judged(bits, BYTE);
    judged.load(0, RandomBits.words(new Random(bits), bits, 0.3));
    return judged;
  }

  @ParameterizedTest
  @EnumSource(BufferKind.class)
  default void serialisingWritesItsBytesOnlyAndAdvancesThePosition(BufferKind kind) {
    for (ByteOrder order : ORDERS) {
      for (long bits : BIT_COUNTS) {
        try (JudgedBitmap judged = random(bits)) {
          int bytes = (int) judged.bitmap().serializedBytes();
          ByteBuffer buffer = kind.guarded(bytes, order);
          judged.bitmap().serialize(buffer);
          assertAdvanced(buffer, order, bytes);
          BufferKind.checkGuards(buffer, bytes);
          assertArrayEquals(judged.oracle().toBytes(), BufferKind.inside(buffer, bytes));
        }
      }
    }
  }

  private static void assertAdvanced(ByteBuffer buffer, ByteOrder order, int bytes) {
    assertEquals(BufferKind.GUARD + bytes, buffer.position(), "position");
    assertEquals(BufferKind.GUARD + bytes, buffer.limit(), "limit");
    assertEquals(order, buffer.order(), "byte order");
  }

  @ParameterizedTest
  @EnumSource(BufferKind.class)
  default void deserialisingReadsItsBytesOnlyAndAdvancesThePosition(BufferKind kind) {
    for (ByteOrder order : ORDERS) {
      for (long bits : BIT_COUNTS) {
        try (JudgedBitmap written = random(bits);
            JudgedBitmap read = judged(bits, BYTE)) {
          byte[] form = written.oracle().toBytes();
          ByteBuffer buffer = kind.guarded(form.length, order);
          buffer.duplicate().put(form);
          ByteBuffer source = buffer.asReadOnlyBuffer().order(order);
          read.set(0, bits);
          read.bitmap().deserialize(source);
          assertAdvanced(source, order, form.length);
          read.loadOracle(0, written.oracle().words());
          read.check();

          read.clearAll();
          read.bitmap().deserialize(buffer);
          assertAdvanced(buffer, order, form.length);
          BufferKind.checkGuards(buffer, form.length);
          assertArrayEquals(form, BufferKind.inside(buffer, form.length));
          read.loadOracle(0, written.oracle().words());
          read.check();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(BufferKind.class)
  default void partsFollowEachOtherInOneBuffer(BufferKind kind) {
    try (JudgedBitmap written = random(20 * L2 + 77);
        JudgedBitmap read = judged(20 * L2 + 77, BYTE)) {
      int bytes = (int) written.bitmap().serializedBytes();
      ByteBuffer buffer = kind.guarded(bytes, ByteOrder.BIG_ENDIAN);
      int start = buffer.position();
      long words = written.bitmap().wordCount();
      for (long first = 0; first < words; first += 600) {
        written.bitmap().serialize(first, Math.min(600, words - first), buffer);
      }
      assertEquals(0, buffer.remaining());
      BufferKind.checkGuards(buffer, bytes);
      assertArrayEquals(written.oracle().toBytes(), BufferKind.inside(buffer, bytes));
      buffer.position(start);
      for (long first = 0; first < words; first += 700) {
        read.bitmap().deserialize(first, Math.min(700, words - first), buffer);
      }
      assertEquals(0, buffer.remaining());
      read.loadOracle(0, written.oracle().words());
      read.check();
    }
  }

  @ParameterizedTest
  @EnumSource(BufferKind.class)
  default void aReadOnlyBufferIsNeverWrittenTo(BufferKind kind) {
    for (long bits : BIT_COUNTS) {
      try (JudgedBitmap judged = judged(bits, BYTE)) {
        judged.set(0, bits);
        int bytes = (int) judged.bitmap().serializedBytes();
        ByteBuffer buffer = kind.guarded(bytes, ByteOrder.LITTLE_ENDIAN);
        byte[] before = BufferKind.inside(buffer, bytes);
        ByteBuffer readOnly = buffer.asReadOnlyBuffer();
        assertThrows(ReadOnlyBufferException.class, () -> judged.bitmap().serialize(readOnly));
        assertEquals(BufferKind.GUARD, readOnly.position());
        assertArrayEquals(before, BufferKind.inside(buffer, bytes));
      }
    }
  }

  @Test
  default void aBufferMayHaveMoreRoomThanNeeded() {
    try (JudgedBitmap judged = random(L2 + 1)) {
      ByteBuffer buffer = ByteBuffer.allocate(65 * 8 + 100);
      judged.bitmap().serialize(buffer);
      assertEquals(65 * 8, buffer.position());
      assertEquals(65 * 8 + 100, buffer.limit());
      assertArrayEquals(judged.oracle().toBytes(), Arrays.copyOf(buffer.array(), 65 * 8));
      buffer.rewind();
      judged.bitmap().clearAll();
      judged.bitmap().deserialize(buffer);
      assertEquals(65 * 8, buffer.position());
      assertEquals(65 * 8 + 100, buffer.limit());
      judged.check();
    }
  }

  @Test
  default void aMappedFileHoldsTheFormToo(@TempDir Path directory) throws IOException {
    try (JudgedBitmap judged = random(20 * L2 + 77);
        FileChannel file =
            FileChannel.open(
                directory.resolve("form"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
      long bytes = judged.bitmap().serializedBytes();
      ByteBuffer mapped = file.map(FileChannel.MapMode.READ_WRITE, 0, bytes);
      judged.bitmap().serialize(mapped);
      byte[] stored = new byte[(int) bytes];
      mapped.flip().get(stored);
      assertArrayEquals(judged.oracle().toBytes(), stored);
      judged.bitmap().clearAll();
      judged.bitmap().deserialize(file.map(FileChannel.MapMode.READ_ONLY, 0, bytes));
      judged.check();
    }
  }
}
