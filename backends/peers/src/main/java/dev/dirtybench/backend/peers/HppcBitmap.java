package dev.dirtybench.backend.peers;

import com.carrotsearch.hppc.BitSet;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;

/**
 * A bitmap that is HPPC's {@link BitSet} inside: flat words without levels or a kept count, with
 * indices past 2^31.
 *
 * <p>A count and a search cost the words they pass over. The library looks at no word from {@code
 * wlen} on and zeroes are in them; whoever writes words himself moves it. For one thread at a time.
 */
final class HppcBitmap extends OpenWordsBitmap {
  /** As many words as an array may have on every JVM. */
  static final long MAX_BITS = 64L * (Integer.MAX_VALUE - 8);

  private BitSet bits;

  HppcBitmap(long size, Granularity granularity) {
    super(size, granularity);
    this.bits = new BitSet(bitCount());
  }

  @Override
  long[] words() {
    return bits.bits;
  }

  @Override
  long[] wordsToWrite() {
    bits.wlen = (int) wordCount();
    return bits.bits;
  }

  @Override
  protected void setBits(long firstBit, long count) {
    if (count == 1) {
      bits.set(firstBit);
    } else {
      bits.set(firstBit, firstBit + count);
    }
  }

  @Override
  protected void clearBits(long firstBit, long count) {
    if (count == 1) {
      bits.clear(firstBit);
    } else {
      bits.clear(firstBit, firstBit + count);
    }
  }

  @Override
  protected void clearAllBits() {
    bits.clear();
  }

  @Override
  protected boolean getBit(long bit) {
    return bits.get(bit);
  }

  @Override
  protected long countBits() {
    return bits.cardinality();
  }

  @Override
  protected long nextSetBit(long firstBit, long endBit) {
    long bit = bits.nextSetBit(firstBit);
    return bit < endBit ? bit : NONE;
  }

  @Override
  protected void resizeBits(long newBitCount) {
    MostBits.check("hppc", MAX_BITS, newBitCount);
    int count = (int) ((newBitCount + 63) >>> 6);
    bits = new BitSet(resized(bits.bits, count, newBitCount), count);
  }

  @Override
  protected void release() {
    bits = null;
  }

  @Override
  protected void mergeBits(Bitmap source) {
    if (source instanceof HppcBitmap other) {
      bits.or(other.bits);
    } else {
      super.mergeBits(source);
    }
  }
}
