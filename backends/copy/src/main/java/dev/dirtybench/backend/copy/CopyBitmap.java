package dev.dirtybench.backend.copy;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.spi.NativeFormat;
import dev.dirtybench.spi.WordCursor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * As many words as a bitmap has, moved in bulk and never looked at: it is clean always, whatever is
 * marked or loaded.
 *
 * <p>A merge copies another one's words over its own, serialising and deserialising copy to and
 * from the buffer, and a scan of words copies all of them through the cursor's buffer, then says
 * that there are none. Its native form is its account: the number of ranges that it was told and
 * the sum over them, then the number of bytes moved, 24 bytes in the buffer's byte order. For one
 * thread at a time.
 */
final class CopyBitmap extends Bitmap implements NativeFormat {
  static final long MAX_BITS = (Integer.MAX_VALUE - 8L) << 6;

  private static final int NATIVE_BYTES = 3 * Long.BYTES;

  private long[] words;
  private long ranges;
  private long sum;
  private long moved;

  CopyBitmap(long size, Granularity granularity) {
    super(size, granularity);
    this.words = new long[(int) wordCount()];
  }

  private void moved(long count) {
    moved += count << 3;
  }

  private void told(long firstBit, long count) {
    ranges++;
    sum += firstBit ^ Long.rotateLeft(count, 32);
  }

  @Override
  protected void setBits(long firstBit, long count) {
    told(firstBit, count);
  }

  @Override
  protected void clearBits(long firstBit, long count) {
    told(firstBit, count);
  }

  @Override
  protected void clearAllBits() {
    // What is copied next covers every word.
  }

  @Override
  protected boolean getBit(long bit) {
    return false;
  }

  @Override
  protected long countBits() {
    return 0;
  }

  @Override
  protected long nextSetBit(long firstBit, long endBit) {
    return NONE;
  }

  @Override
  protected long nextClearBit(long firstBit, long endBit) {
    return firstBit;
  }

  @Override
  protected void resizeBits(long newBitCount) {
    if (newBitCount > MAX_BITS) {
      throw new IllegalArgumentException(
          "backend copy has room for at most " + MAX_BITS + " bits, got " + newBitCount);
    }
    words = Arrays.copyOf(words, (int) ((newBitCount + 63) >>> 6));
  }

  @Override
  protected void release() {
    words = null;
  }

  @Override
  protected void getWords(long firstWord, long[] target, int from, int count) {
    System.arraycopy(words, (int) firstWord, target, from, count);
    moved(count);
  }

  @Override
  protected void putWords(long firstWord, long[] source, int from, int count) {
    System.arraycopy(source, from, words, (int) firstWord, count);
    moved(count);
  }

  @Override
  protected void orWords(long firstWord, long[] source, int from, int count) {
    putWords(firstWord, source, from, count);
  }

  @Override
  protected boolean scanWords(WordCursor cursor) {
    long[] target = cursor.words();
    int at = (int) cursor.position();
    moved(words.length - at);
    while (at < words.length) {
      int count = Math.min(words.length - at, target.length);
      System.arraycopy(words, at, target, 0, count);
      at += count;
    }
    return false;
  }

  /** Another kind of bitmap has no words to copy. */
  @Override
  protected void mergeBits(Bitmap source) {
    if (source instanceof CopyBitmap other) {
      System.arraycopy(other.words, 0, words, 0, words.length);
      moved(words.length);
    }
  }

  @Override
  protected void serializeWords(long firstWord, int count, ByteBuffer target) {
    inWords(target).put(words, (int) firstWord, count);
    target.position(target.position() + (count << 3));
    moved(count);
  }

  @Override
  protected void deserializeWords(long firstWord, int count, ByteBuffer source) {
    inWords(source).get(words, (int) firstWord, count);
    source.position(source.position() + (count << 3));
    moved(count);
  }

  private static LongBuffer inWords(ByteBuffer buffer) {
    return buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
  }

  @Override
  public long nativeBytes() {
    ensureOpen();
    return NATIVE_BYTES;
  }

  @Override
  public void writeNative(ByteBuffer target) {
    ensureOpen();
    requireRoom(target);
    target.putLong(ranges).putLong(sum).putLong(moved);
  }

  @Override
  public void readNative(ByteBuffer source) {
    ensureOpen();
    requireRoom(source);
    ranges = source.getLong();
    sum = source.getLong();
    moved = source.getLong();
  }

  private static void requireRoom(ByteBuffer buffer) {
    if (buffer.remaining() < NATIVE_BYTES) {
      throw new IllegalArgumentException(
          "the native form has "
              + NATIVE_BYTES
              + " bytes, "
              + buffer.remaining()
              + " bytes remain in the buffer");
    }
  }
}
