package dev.dirtybench.backend.agrona;

import dev.dirtybench.backend.offheap.WordMemory;
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
final class AlignedWords extends WordMemory {
  /** Where the words start, a multiple of this many bytes. */
  static final int ALIGNMENT = 64;

  /** The most words that an {@code int} index of bytes reaches, with room to align them. */
  static final int MAX_COUNT = (Integer.MAX_VALUE - ALIGNMENT) >>> 3;

  /** Up to so many words a loop is cheaper than setting up a bulk copy. */
  private static final int SMALL = 8;

  private final UnsafeBuffer buffer;
  private final ByteBuffer bytes;
  private final LongBuffer longs;

  /**
   * Allocates zeroes.
   *
   * @param count words, 0 to {@link #MAX_COUNT}
   */
  AlignedWords(long count) {
    super(count);
    int length = Math.toIntExact(count << 3);
    ByteBuffer memory = ByteBuffer.allocateDirect(length + ALIGNMENT);
    int start = (int) -BufferUtil.address(memory) & (ALIGNMENT - 1);
    this.buffer = new UnsafeBuffer(memory, start, length);
    this.bytes = memory.slice(start, length);
    this.longs = bytes.order(ByteOrder.nativeOrder()).asLongBuffer();
  }

  /** The index of a word's first byte; no word past the row has one that is valid. */
  private static int at(long word) {
    return (int) word << 3;
  }

  @Override
  public long get(long word) {
    return buffer.getLong(at(word));
  }

  @Override
  public void put(long word, long value) {
    buffer.putLong(at(word), value);
  }

  @Override
  public void fill(long first, long words, byte value) {
    buffer.setMemory(at(first), at(words), value);
  }

  @Override
  public void copyTo(long first, long[] target, int from, int words) {
    if (words <= SMALL) {
      for (int i = 0; i < words; i++) {
        target[from + i] = get(first + i);
      }
    } else {
      longs.get((int) first, target, from, words);
    }
  }

  @Override
  public void copyFrom(long first, long[] source, int from, int words) {
    longs.put((int) first, source, from, words);
  }

  @Override
  public void writeTo(ByteBuffer target, long first, int words) {
    int position = target.position();
    target.put(position, bytes, at(first), words << 3);
    target.position(position + (words << 3));
  }

  @Override
  public void readFrom(ByteBuffer source, long first, int words) {
    int position = source.position();
    bytes.put(at(first), source, position, words << 3);
    source.position(position + (words << 3));
  }

  long address() {
    return buffer.addressOffset();
  }

  @Override
  public long reservedBytes() {
    return buffer.byteBuffer().capacity();
  }

  @Override
  public void free() {
    // The whole block: the JDK refuses to free a slice, and the buffer holds the block itself.
    BufferUtil.free(buffer);
  }
}
