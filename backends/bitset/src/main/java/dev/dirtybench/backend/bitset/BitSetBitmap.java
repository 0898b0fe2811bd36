package dev.dirtybench.backend.bitset;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A bitmap that is a {@link BitSet} inside, used as its own Javadoc suggests: ranges, searches,
 * {@code or} and {@code cardinality}, and whole words through {@code toLongArray} and {@code
 * valueOf}.
 *
 * <p>A count and a search cost the words they pass over. For one thread at a time.
 */
final class BitSetBitmap extends Bitmap {
  static final long MAX_BITS = Integer.MAX_VALUE;

  private BitSet bits;

  BitSetBitmap(long size, Granularity granularity) {
    super(size, granularity);
    this.bits = new BitSet((int) bitCount());
  }

  @Override
  protected void setBits(long firstBit, long count) {
    bits.set((int) firstBit, (int) (firstBit + count));
  }

  @Override
  protected void clearBits(long firstBit, long count) {
    bits.clear((int) firstBit, (int) (firstBit + count));
  }

  @Override
  protected void clearAllBits() {
    bits.clear();
  }

  @Override
  protected boolean getBit(long bit) {
    return bits.get((int) bit);
  }

  @Override
  protected long countBits() {
    return bits.cardinality();
  }

  @Override
  protected long nextSetBit(long firstBit, long endBit) {
    int bit = bits.nextSetBit((int) firstBit);
    return bit < 0 || bit >= endBit ? NONE : bit;
  }

  @Override
  protected long nextClearBit(long firstBit, long endBit) {
    int bit = bits.nextClearBit((int) firstBit);
    return bit < 0 || bit >= endBit ? NONE : bit;
  }

  @Override
  protected void resizeBits(long newBitCount) {
    if (newBitCount > MAX_BITS) {
      throw new IllegalArgumentException(
          "backend bitset holds at most "
              + MAX_BITS
              + " bits, got "
              + newBitCount
              + "; take a larger granularity or another backend");
    }
    if (newBitCount < bitCount()) {
      bits.clear((int) newBitCount, (int) bitCount());
    }
  }

  @Override
  protected void release() {
    bits = null;
  }

  /** Drops the zero words behind the last dirty bit. */
  @Override
  protected void compactBits() {
    bits = BitSet.valueOf(bits.toLongArray());
  }

  @Override
  protected void mergeBits(Bitmap source) {
    if (source instanceof BitSetBitmap other) {
      bits.or(other.bits);
    } else {
      super.mergeBits(source);
    }
  }

  /** Words up to the last non-zero one; what is missing behind it is zero. */
  private long[] leadingWords(long firstWord, int count) {
    if (firstWord == 0 && count == wordCount()) {
      return bits.toLongArray();
    }
    long firstBit = firstWord << 6;
    long endBit = Math.min(firstBit + ((long) count << 6), bitCount());
    return bits.get((int) firstBit, (int) endBit).toLongArray();
  }

  @Override
  protected void getWords(long firstWord, long[] target, int from, int count) {
    long[] words = leadingWords(firstWord, count);
    System.arraycopy(words, 0, target, from, words.length);
    Arrays.fill(target, from + words.length, from + count, 0);
  }

  @Override
  protected void serializeWords(long firstWord, int count, ByteBuffer target) {
    LongBuffer out = words(target, count);
    out.put(leadingWords(firstWord, count));
    while (out.hasRemaining()) {
      out.put(0);
    }
    target.position(target.position() + (count << 3));
  }

  @Override
  protected void deserializeWords(long firstWord, int count, ByteBuffer source) {
    if (firstWord != 0 || count != wordCount()) {
      // A BitSet takes words from the start only; parts go in run by run.
      super.deserializeWords(firstWord, count, source);
      return;
    }
    LongBuffer in = words(source, count);
    long ghosts = in.get(count - 1) & ~wordMask(count - 1L);
    bits = ghosts == 0 ? BitSet.valueOf(in) : withoutGhosts(in, ghosts);
    source.position(source.position() + (count << 3));
  }

  private static BitSet withoutGhosts(LongBuffer in, long ghosts) {
    long[] words = new long[in.remaining()];
    in.get(words);
    words[words.length - 1] &= ~ghosts;
    return BitSet.valueOf(words);
  }

  private static LongBuffer words(ByteBuffer buffer, int count) {
    return buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().limit(count);
  }
}
