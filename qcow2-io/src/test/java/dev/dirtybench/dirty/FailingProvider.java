package dev.dirtybench.dirty;

import dev.dirtybench.backend.bitset.BitSetProvider;
import dev.dirtybench.spi.BackendName;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;

/** Bitmaps that run out of memory when told to, and a count of those that are open. */
@BackendName("failing")
final class FailingProvider extends BitmapProvider {
  private final BitSetProvider inner = new BitSetProvider();
  private long marksLeft = Long.MAX_VALUE;
  private int createsLeft = Integer.MAX_VALUE;
  private int open;

  void failAfterMarks(long marks) {
    marksLeft = marks;
  }

  void failAfterCreating(int bitmaps) {
    createsLeft = bitmaps;
  }

  void heal() {
    marksLeft = Long.MAX_VALUE;
    createsLeft = Integer.MAX_VALUE;
  }

  int open() {
    return open;
  }

  @Override
  protected Bitmap newBitmap(long size, Granularity granularity) {
    if (createsLeft-- <= 0) {
      throw new OutOfMemoryError("as told");
    }
    open++;
    return new FailingBitmap(inner.create(size, granularity));
  }

  @Override
  public long maxBits() {
    return inner.maxBits();
  }

  @Override
  public String description() {
    return "fails when told to";
  }

  private final class FailingBitmap extends Bitmap {
    private final Bitmap bits;

    private FailingBitmap(Bitmap bits) {
      super(bits.size(), bits.granularity());
      this.bits = bits;
    }

    private long bytes(long bit) {
      return bit << granularity().bits();
    }

    private long end(long firstBit, long count) {
      return Math.min(bytes(firstBit + count), bits.size());
    }

    @Override
    protected void setBits(long firstBit, long count) {
      if (marksLeft-- <= 0) {
        throw new OutOfMemoryError("as told");
      }
      bits.setDirty(bytes(firstBit), end(firstBit, count) - bytes(firstBit));
    }

    @Override
    protected void clearBits(long firstBit, long count) {
      bits.clearDirty(bytes(firstBit), end(firstBit, count) - bytes(firstBit));
    }

    @Override
    protected void clearAllBits() {
      bits.clearAll();
    }

    @Override
    protected boolean getBit(long bit) {
      return bits.isDirty(bytes(bit));
    }

    @Override
    protected long countBits() {
      return bits.dirtyBitCount();
    }

    @Override
    protected long nextSetBit(long firstBit, long endBit) {
      long at = bits.nextDirty(bytes(firstBit), bytes(endBit));
      return at == NONE ? NONE : at >>> granularity().bits();
    }

    @Override
    protected long nextClearBit(long firstBit, long endBit) {
      long at = bits.nextClean(bytes(firstBit), bytes(endBit));
      return at == NONE ? NONE : at >>> granularity().bits();
    }

    @Override
    protected void resizeBits(long newBitCount) {
      if (marksLeft-- <= 0) {
        throw new OutOfMemoryError("as told");
      }
      bits.truncate(bytes(newBitCount));
    }

    @Override
    protected void release() {
      open--;
      bits.close();
    }
  }
}
