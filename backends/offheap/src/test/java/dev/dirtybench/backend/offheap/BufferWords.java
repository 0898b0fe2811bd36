package dev.dirtybench.backend.offheap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The plainest memory of words: a buffer on the heap, which the collector frees. */
final class BufferWords extends WordMemory {
  private final ByteBuffer bytes;

  BufferWords(long count) {
    super(count);
    this.bytes = ByteBuffer.allocate((int) count << 3).order(ByteOrder.nativeOrder());
  }

  @Override
  public long get(long word) {
    return bytes.getLong((int) word << 3);
  }

  @Override
  public void put(long word, long value) {
    bytes.putLong((int) word << 3, value);
  }

  @Override
  public void fill(long first, long words, byte value) {
    for (int at = (int) first << 3; at < (int) (first + words) << 3; at++) {
      bytes.put(at, value);
    }
  }

  @Override
  public void copyTo(long first, long[] target, int from, int words) {
    for (int i = 0; i < words; i++) {
      target[from + i] = get(first + i);
    }
  }

  @Override
  public void copyFrom(long first, long[] source, int from, int words) {
    for (int i = 0; i < words; i++) {
      put(first + i, source[from + i]);
    }
  }

  @Override
  public void writeTo(ByteBuffer target, long first, int words) {
    int position = target.position();
    target.put(position, bytes, (int) first << 3, words << 3);
    target.position(position + (words << 3));
  }

  @Override
  public void readFrom(ByteBuffer source, long first, int words) {
    int position = source.position();
    bytes.put((int) first << 3, source, position, words << 3);
    source.position(position + (words << 3));
  }

  @Override
  public long reservedBytes() {
    return 0;
  }

  @Override
  public void free() {
    // The collector does.
  }
}
