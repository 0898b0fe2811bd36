package dev.dirtybench.backend.concurrent;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import java.util.BitSet;

/** A bitmap of another backend. */
final class ForeignBitmap extends Bitmap {
  private final BitSet bits = new BitSet();

  ForeignBitmap(long size, Granularity granularity) {
    super(size, granularity);
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
    int found = bits.nextSetBit((int) firstBit);
    return found < endBit ? found : NONE;
  }

  @Override
  protected long nextClearBit(long firstBit, long endBit) {
    int found = bits.nextClearBit((int) firstBit);
    return found < endBit ? found : NONE;
  }

  @Override
  protected void resizeBits(long newBitCount) {
    bits.clear((int) Math.min(newBitCount, bits.length()), bits.length());
  }

  @Override
  protected void release() {
    bits.clear();
  }
}
