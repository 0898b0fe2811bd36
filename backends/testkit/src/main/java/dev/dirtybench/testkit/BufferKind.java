package dev.dirtybench.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The kinds of buffer that a serialised form may live in, each with guard bytes round it. */
enum BufferKind {
  HEAP,
  DIRECT,
  /** A heap buffer whose array offset is not 0. */
  HEAP_SLICE,
  /** A direct buffer whose address is not aligned. */
  DIRECT_SLICE;

  /** Bytes before and behind the form; odd, so that nothing is aligned. */
  static final int GUARD = 13;

  private static final byte SENTINEL = 0x5A;

  /** A buffer full of guard bytes whose position and limit enclose so many bytes. */
  ByteBuffer guarded(int bytes, ByteOrder order) {
    int capacity = bytes + 2 * GUARD;
    ByteBuffer buffer =
        switch (this) {
          case HEAP -> ByteBuffer.allocate(capacity);
          case DIRECT -> ByteBuffer.allocateDirect(capacity);
          case HEAP_SLICE -> ByteBuffer.allocate(capacity + 12).slice(5, capacity);
          case DIRECT_SLICE -> ByteBuffer.allocateDirect(capacity + 12).slice(5, capacity);
        };
    for (int i = 0; i < capacity; i++) {
      buffer.put(i, SENTINEL);
    }
    return buffer.order(order).limit(GUARD + bytes).position(GUARD);
  }

  /** What {@link #guarded} encloses. */
  static byte[] inside(ByteBuffer buffer, int bytes) {
    byte[] inside = new byte[bytes];
    buffer.duplicate().clear().position(GUARD).get(inside);
    return inside;
  }

  static void checkGuards(ByteBuffer buffer, int bytes) {
    ByteBuffer all = buffer.duplicate().clear();
    for (int i = 0; i < all.capacity(); i++) {
      if (i < GUARD || i >= GUARD + bytes) {
        assertEquals(SENTINEL, all.get(i), "guard byte at " + i);
      }
    }
  }
}
