package dev.dirtybench.backend.peers;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.SparseFixedBitSet;

/**
 * A bitmap that is Lucene's {@link SparseFixedBitSet} inside: blocks of 4096 bits of which only the
 * non-zero words are kept.
 *
 * <p>The library sets and reads bit by bit, and finds set bits only: marking a range, searching a
 * clear bit and moving words cost a call for every bit. Clearing ranges, counting and merging are
 * its own. For one thread at a time.
 */
final class LuceneSparseBitmap extends Bitmap {
  /** Whole blocks: behind the last of them the library's own count of bits leaves an int. */
  static final long MAX_BITS = Integer.MAX_VALUE - 4095;

  private SparseFixedBitSet bits;

  LuceneSparseBitmap(long size, Granularity granularity) {
    super(size, granularity);
    this.bits = ofLength(bitCount());
  }

  /** The library wants at least one bit. */
  private static SparseFixedBitSet ofLength(long bitCount) {
    return new SparseFixedBitSet(Math.max(1, (int) bitCount));
  }

  @Override
  protected void setBits(long firstBit, long count) {
    int end = (int) (firstBit + count);
    for (int bit = (int) firstBit; bit < end; bit++) {
      bits.set(bit);
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
  protected long nextClearBit(long firstBit, long endBit) {
    int end = (int) endBit;
    int bit = (int) firstBit;
    while (bit < end && bits.get(bit)) {
      bit++;
    }
    return bit < end ? bit : NONE;
  }

  @Override
  protected void getWords(long firstWord, long[] target, int from, int count) {
    Arrays.fill(target, from, from + count, 0);
    int origin = (int) (firstWord << 6);
    int end = (int) Math.min((firstWord + count) << 6, bitCount());
    int bit = bits.nextSetBit(origin, end);
    while (bit < end) {
      target[from + ((bit - origin) >>> 6)] |= 1L << bit;
      bit = bit + 1 < end ? bits.nextSetBit(bit + 1, end) : end;
    }
  }

  /** Shrinking keeps the set's length and drops the words behind; growing takes a longer set. */
  @Override
  protected void resizeBits(long newBitCount) {
    MostBits.check("lucene-sparse", MAX_BITS, newBitCount);
    if (newBitCount < bitCount()) {
      bits.clear((int) newBitCount, (int) bitCount());
    } else if (newBitCount > bits.length()) {
      SparseFixedBitSet longer = ofLength(newBitCount);
      or(longer, bits);
      bits = longer;
    }
  }

  @Override
  protected void release() {
    bits = null;
  }

  @Override
  protected void mergeBits(Bitmap source) {
    if (source instanceof LuceneSparseBitmap other) {
      or(bits, other.bits);
    } else {
      super.mergeBits(source);
    }
  }

  /** The library knows this iterator and unites block by block. */
  private static void or(SparseFixedBitSet target, SparseFixedBitSet source) {
    try {
      target.or(new BitSetIterator(source, source.approximateCardinality()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
