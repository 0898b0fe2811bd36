package dev.dirtybench.backend.peers;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import org.apache.lucene.util.FixedBitSet;

/**
 * A bitmap that is Lucene's {@link FixedBitSet} inside: flat words without levels or a kept count.
 *
 * <p>A count and a search cost the words they pass over. For one thread at a time.
 */
final class LuceneFixedBitmap extends OpenWordsBitmap {
  static final long MAX_BITS = Integer.MAX_VALUE;

  private FixedBitSet bits;

  LuceneFixedBitmap(long size, Granularity granularity) {
    super(size, granularity);
    this.bits = new FixedBitSet((int) bitCount());
  }

  @Override
  long[] words() {
    return bits.getBits();
  }

  @Override
  long[] wordsToWrite() {
    return bits.getBits();
  }

  @Override
  protected void setBits(long firstBit, long count) {
    if (count == 1) {
      bits.set((int) firstBit);
    } else {
      bits.set((int) firstBit, (int) (firstBit + count));
    }
  }

  @Override
  protected void clearBits(long firstBit, long count) {
    if (count == 1) {
      bits.clear((int) firstBit);
    } else {
      bits.clear((int) firstBit, (int) (firstBit + count));
    }
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
    int bit = bits.nextSetBit((int) firstBit, (int) endBit);
    return bit < endBit ? bit : NONE;
  }

  @Override
  protected void resizeBits(long newBitCount) {
    MostBits.check("lucene-fixed", MAX_BITS, newBitCount);
    int count = (int) newBitCount;
    long[] copy = resized(bits.getBits(), FixedBitSet.bits2words(count), newBitCount);
    bits = new FixedBitSet(copy, count);
  }

  @Override
  protected void release() {
    bits = null;
  }

  @Override
  protected void mergeBits(Bitmap source) {
    if (source instanceof LuceneFixedBitmap other) {
      bits.or(other.bits);
    } else {
      super.mergeBits(source);
    }
  }
}
