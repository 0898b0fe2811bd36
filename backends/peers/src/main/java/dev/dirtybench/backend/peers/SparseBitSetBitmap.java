package dev.dirtybench.backend.peers;

import com.zaxxer.sparsebits.SparseBitSet;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;

/**
 * A bitmap that is a {@link SparseBitSet} inside: three levels of arrays, of which those that hold
 * a set bit exist, each of the lowest 2048 bits.
 *
 * <p>It has the methods of {@code java.util.BitSet}, and no view of words: they move run by run.
 * For one thread at a time, reading too.
 */
final class SparseBitSetBitmap extends Bitmap {
  static final long MAX_BITS = Integer.MAX_VALUE;

  private static final int LEAF_BITS = 2048;

  private SparseBitSet bits;

  SparseBitSetBitmap(long size, Granularity granularity) {
    super(size, granularity);
    this.bits = new SparseBitSet();
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
    int bit = bits.nextSetBit((int) firstBit);
    return bit < endBit ? bit : NONE;
  }

  @Override
  protected long nextClearBit(long firstBit, long endBit) {
    int bit = bits.nextClearBit((int) firstBit);
    if (((bit - Long.SIZE) & LEAF_BITS - 1) == 0 && bit - Long.SIZE > firstBit) {
      // The library's issue 29: it misses a leaf that does not exist by a word.
      bit = bits.get(bit - Long.SIZE) ? bit : bit - Long.SIZE;
    }
    return bit < endBit ? bit : NONE;
  }

  @Override
  protected void resizeBits(long newBitCount) {
    MostBits.check("sparsebitset", MAX_BITS, newBitCount);
    if (newBitCount < bitCount()) {
      bits.clear((int) newBitCount, (int) bitCount());
    }
  }

  @Override
  protected void release() {
    bits = null;
  }

  @Override
  protected void mergeBits(Bitmap source) {
    if (source instanceof SparseBitSetBitmap other) {
      bits.or(other.bits);
    } else {
      super.mergeBits(source);
    }
  }
}
