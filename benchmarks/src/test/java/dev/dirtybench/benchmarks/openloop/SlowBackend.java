package dev.dirtybench.benchmarks.openloop;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import java.util.BitSet;
import java.util.function.LongUnaryOperator;

/** A backend whose marks take as long of a fake clock's time as a rule says. */
final class SlowBackend extends BitmapProvider {
  private final FakeClock clock;
  private final LongUnaryOperator nanosOfMark;
  private long marks;

  /** The rule gets the number of the mark, from 0, and gives nanoseconds. */
  SlowBackend(FakeClock clock, LongUnaryOperator nanosOfMark) {
    this.clock = clock;
    this.nanosOfMark = nanosOfMark;
  }

  @Override
  protected Bitmap newBitmap(long size, Granularity granularity) {
    return new Slow(size, granularity);
  }

  @Override
  public long maxBits() {
    return Integer.MAX_VALUE;
  }

  @Override
  public String description() {
    return "slow on purpose";
  }

  private final class Slow extends Bitmap {
    private final BitSet bits = new BitSet();

    Slow(long size, Granularity granularity) {
      super(size, granularity);
    }

    @Override
    protected void setBits(long firstBit, long count) {
      clock.pass(nanosOfMark.applyAsLong(marks++));
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
      return bit >= endBit ? NONE : bit;
    }

    @Override
    protected void resizeBits(long newBitCount) {
      bits.clear((int) Math.min(newBitCount, bitCount()), bits.length() + 1);
    }

    @Override
    protected void release() {
      bits.clear();
    }
  }
}
