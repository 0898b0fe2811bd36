package dev.dirtybench.backend.agrona;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A block of zeroed 64-bit words outside the Java heap, on a cache line's boundary.
 *
 * <p>Single words go through Agrona, which checks bounds unless {@code
 * -Dagrona.disable.bounds.checks=true} is given. Bulk copies go through the JDK's view of the same
 * memory: it refuses read-only buffers and buffers of a closed arena, which Agrona does not.
 *
 * <p>Not for use by several threads at once, nor after {@link #free()}.
 */
final class AlignedWords {
  /** Where the words start, a multiple of this many bytes. */
  static final int ALIGNMENT = 64;

  /** The most words that an {@code int} index of bytes reaches, with room to align them. */
  static final int MAX_COUNT = (Integer.MAX_VALUE - ALIGNMENT) >>> 3;

  /** Up to so many words a loop is cheaper than setting up a bulk copy. */
  private static final int SMALL = 8;

  private final int count;
  private final UnsafeBuffer buffer;
  private final ByteBuffer bytes;
  private final LongBuffer longs;

  AlignedWords(int count) {
    this.count = count;
    ByteBuffer memory = ByteBuffer.allocateDirect((count << 3) + ALIGNMENT);
    int start = (int) -BufferUtil.address(memory) & (ALIGNMENT - 1);
    this.buffer = new UnsafeBuffer(memory, start, count << 3);
    this.bytes = memory.slice(start, count << 3);
    this.longs = bytes.order(ByteOrder.nativeOrder()).asLongBuffer();
  }

  int count() {
    return count;
  }

  long get(int word) {
    return buffer.getLong(word << 3);
  }

  void put(int word, long value) {
    buffer.putLong(word << 3, value);
  }

  /** Sets every byte of a range of words. */
  void fill(int first, int words, byte value) {
    buffer.setMemory(first << 3, words << 3, value);
  }

  void copyTo(int first, long[] target, int from, int words) {
    if (words <= SMALL) {
      for (int i = 0; i < words; i++) {
        target[from + i] = get(first + i);
      }
    } else {
      longs.get(first, target, from, words);
    }
  }

  void copyFrom(int first, long[] source, int from, int words) {
    longs.put(first, source, from, words);
  }

  void copyFrom(int first, AlignedWords source, int words) {
    buffer.putBytes(first << 3, source.buffer, first << 3, words << 3);
  }

  /** Writes words as they lie in memory and advances the position. */
  void writeTo(ByteBuffer target, int first, int words) {
    int position = target.position();
    target.put(position, bytes, first << 3, words << 3);
    target.position(position + (words << 3));
  }

  /** Reads words as they shall lie in memory and advances the position. */
  void readFrom(ByteBuffer source, int first, int words) {
    int position = source.position();
    bytes.put(first << 3, source, position, words << 3);
    source.position(position + (words << 3));
  }

  long address() {
    return buffer.addressOffset();
  }

  long reservedBytes() {
    return buffer.byteBuffer().capacity();
  }

  /** Gives the memory back at once; no word may be touched afterwards. */
  void free() {
    // The whole block: the JDK refuses to free a slice, and the buffer holds the block itself.
    BufferUtil.free(buffer);
  }
}
