package dev.dirtybench.testkit;

import dev.dirtybench.spi.BackendName;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.spi.WordCursor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/** One thing that a bitmap may get wrong, each in an otherwise right one. */
enum Fault {
  SETS_ONE_BIT_LESS,
  SETS_IN_INT,
  CLEARS_ONE_BIT_MORE,
  CLEARS_ALL_BUT_THE_FIRST_WORD,
  SEARCHES_PAST_THE_END,
  SEES_NO_CLEAN_BIT,
  KEEPS_WHAT_WAS_CUT_OFF,
  KEEPS_GHOST_BITS,
  LOSES_BITS_WHEN_COMPACTED,
  EMPTIES_WHAT_IT_MERGES,
  SHARES_WHAT_IT_MERGES,
  COPIES_INTO_DIRTY_ARRAYS,
  SCANS_WORD_BY_WORD,
  CHANGES_THE_BYTE_ORDER,
  KEEPS_THE_POSITION,
  WRITES_PAST_ITS_BYTES,
  WRITES_BIG_ENDIAN,
  HOLDS_MEMORY_AFTER_CLOSE,
  HIDES_ITS_MEMORY;

  BitmapProvider provider() {
    return new Provider(this);
  }

  @BackendName("broken")
  private static final class Provider extends BitmapProvider {
    private final Fault fault;

    Provider(Fault fault) {
      this.fault = fault;
    }

    @Override
    protected Bitmap newBitmap(long size, Granularity granularity) {
      return new BrokenBitmap(size, granularity, fault);
    }

    @Override
    public long maxBits() {
      return Long.MAX_VALUE;
    }

    @Override
    public Set<Capability> capabilities() {
      return fault == HIDES_ITS_MEMORY
          ? Set.of(Capability.OFF_HEAP)
          : Set.of(Capability.COMPRESSED);
    }

    @Override
    public String description() {
      return "broken on purpose, " + fault;
    }
  }

  private static final class BrokenBitmap extends PlainBitmap {
    private final Fault fault;
    private PlainBitmap shared;

    BrokenBitmap(long size, Granularity granularity, Fault fault) {
      super(size, granularity);
      this.fault = fault;
    }

    @Override
    protected void setBits(long firstBit, long count) {
      if (fault == SETS_ONE_BIT_LESS && count > 64) {
        super.setBits(firstBit, count - 1);
      } else if (fault == SETS_IN_INT) {
        super.setBits((int) firstBit, (int) count);
      } else {
        super.setBits(firstBit, count);
      }
    }

    @Override
    protected void clearBits(long firstBit, long count) {
      super.clearBits(firstBit, fault == CLEARS_ONE_BIT_MORE ? count + 1 : count);
    }

    @Override
    protected void clearAllBits() {
      if (fault == CLEARS_ALL_BUT_THE_FIRST_WORD) {
        super.clearBits(64, bitCount());
      } else {
        super.clearAllBits();
      }
    }

    @Override
    protected long nextSetBit(long firstBit, long endBit) {
      long own = super.nextSetBit(firstBit, fault == SEARCHES_PAST_THE_END ? endBit + 1 : endBit);
      long other = shared == null ? NONE : shared.nextSetBit(firstBit, endBit);
      return other == NONE || (own != NONE && own < other) ? own : other;
    }

    @Override
    protected long nextClearBit(long firstBit, long endBit) {
      return fault == SEES_NO_CLEAN_BIT ? NONE : super.nextClearBit(firstBit, endBit);
    }

    @Override
    protected void resizeBits(long newBitCount) {
      if (fault != KEEPS_WHAT_WAS_CUT_OFF) {
        super.resizeBits(newBitCount);
      }
    }

    @Override
    protected void compactBits() {
      if (fault == LOSES_BITS_WHEN_COMPACTED) {
        super.clearBits(100, 1);
      }
    }

    @Override
    protected void mergeBits(Bitmap source) {
      super.mergeBits(source);
      if (fault == EMPTIES_WHAT_IT_MERGES) {
        source.clearAll();
      } else if (fault == SHARES_WHAT_IT_MERGES && source instanceof PlainBitmap plain) {
        shared = plain;
      }
    }

    @Override
    protected void getWords(long firstWord, long[] target, int from, int count) {
      long[] before = target.clone();
      super.getWords(firstWord, target, from, count);
      if (fault == COPIES_INTO_DIRTY_ARRAYS) {
        for (int i = from; i < from + count; i++) {
          target[i] |= before[i];
        }
      }
    }

    @Override
    protected boolean scanWords(WordCursor cursor) {
      boolean found = super.scanWords(cursor);
      if (fault == SCANS_WORD_BY_WORD && found) {
        cursor.accept(cursor.firstWord(), 1);
      }
      return found;
    }

    @Override
    protected void serializeWords(long firstWord, int count, ByteBuffer target) {
      int start = target.position();
      super.serializeWords(firstWord, count, target);
      switch (fault) {
        case CHANGES_THE_BYTE_ORDER -> target.order(ByteOrder.LITTLE_ENDIAN);
        case KEEPS_THE_POSITION -> target.position(start);
        case WRITES_PAST_ITS_BYTES -> target.duplicate().clear().put(target.position(), (byte) 0);
        case WRITES_BIG_ENDIAN -> reverse(target, start);
        default -> {}
      }
    }

    private static void reverse(ByteBuffer target, int start) {
      for (int at = start; at < target.position(); at += 8) {
        target.putLong(at, Long.reverseBytes(target.getLong(at)));
      }
    }

    @Override
    protected void deserializeWords(long firstWord, int count, ByteBuffer source) {
      super.deserializeWords(firstWord, count, source);
      long mask = wordMask(firstWord + count - 1);
      if (fault == KEEPS_GHOST_BITS && mask != -1) {
        setBits(bitCount(), 1);
      }
    }

    @Override
    public long offHeapBytes() {
      return fault == HOLDS_MEMORY_AFTER_CLOSE ? 8 : 0;
    }
  }
}
