package dev.dirtybench.backend.noop;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.spi.NativeFormat;
import dev.dirtybench.spi.WordCursor;
import java.nio.ByteBuffer;

/**
 * A bitmap that is clean always. It adds up the ranges that it is told to set or clear, so that the
 * JIT cannot leave the loop around it out, and does nothing else.
 *
 * <p>Its native form is that account: the number of ranges and the sum over them, 16 bytes, in the
 * buffer's byte order. Nothing resets it but {@link #readNative}. For one thread at a time.
 */
final class NoopBitmap extends Bitmap implements NativeFormat {
  private static final int NATIVE_BYTES = 2 * Long.BYTES;

  private long ranges;
  private long sum;

  NoopBitmap(long size, Granularity granularity) {
    super(size, granularity);
  }

  /** A sum, not a chain: it must not cost more than the loop that it stands for. */
  private void consume(long firstBit, long count) {
    ranges++;
    sum += firstBit ^ Long.rotateLeft(count, 32);
  }

  @Override
  protected void setBits(long firstBit, long count) {
    consume(firstBit, count);
  }

  @Override
  protected void clearBits(long firstBit, long count) {
    consume(firstBit, count);
  }

  @Override
  protected void clearAllBits() {
    // There is nothing to clear.
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
    // There is nothing to resize.
  }

  @Override
  protected void release() {
    // There is nothing to free.
  }

  @Override
  protected void getWords(long firstWord, long[] target, int from, int count) {
    // What the caller's array holds is as good as anything.
  }

  @Override
  protected void putWords(long firstWord, long[] source, int from, int count) {
    // Nothing is kept.
  }

  @Override
  protected void orWords(long firstWord, long[] source, int from, int count) {
    // Nothing is kept.
  }

  @Override
  protected boolean scanWords(WordCursor cursor) {
    return false;
  }

  @Override
  protected void mergeBits(Bitmap source) {
    // Nothing is kept.
  }

  @Override
  protected void serializeWords(long firstWord, int count, ByteBuffer target) {
    target.position(target.position() + (count << 3));
  }

  @Override
  protected void deserializeWords(long firstWord, int count, ByteBuffer source) {
    source.position(source.position() + (count << 3));
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
    target.putLong(ranges).putLong(sum);
  }

  @Override
  public void readNative(ByteBuffer source) {
    ensureOpen();
    requireRoom(source);
    ranges = source.getLong();
    sum = source.getLong();
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
