package dev.dirtybench.testkit;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import java.util.Map;
import java.util.TreeMap;

/**
 * A bitmap of no backend: a sorted map of dirty runs, with nothing but the mandatory methods.
 *
 * <p>Backends meet it as the stranger they merge with and exchange serialised bits with. Its own
 * contract test proves the defaults of {@link Bitmap}. For one thread at a time.
 */
class PlainBitmap extends Bitmap {
  /** Runs of set bits by their first bit; the value is the end, exclusive. Runs never touch. */
  private final TreeMap<Long, Long> runs = new TreeMap<>();

  PlainBitmap(long size, Granularity granularity) {
    super(size, granularity);
  }

  @Override
  protected void setBits(long firstBit, long count) {
    long start = firstBit;
    long end = firstBit + count;
    Map.Entry<Long, Long> run = runs.floorEntry(end);
    while (run != null && run.getValue() >= start) {
      start = Math.min(start, run.getKey());
      end = Math.max(end, run.getValue());
      runs.remove(run.getKey());
      run = runs.floorEntry(end);
    }
    runs.put(start, end);
  }

  @Override
  protected void clearBits(long firstBit, long count) {
    long end = firstBit + count;
    Map.Entry<Long, Long> run = runs.lowerEntry(end);
    while (run != null && run.getValue() > firstBit) {
      runs.remove(run.getKey());
      if (run.getValue() > end) {
        runs.put(end, run.getValue());
      }
      if (run.getKey() < firstBit) {
        runs.put(run.getKey(), firstBit);
      }
      run = runs.lowerEntry(end);
    }
  }

  @Override
  protected void clearAllBits() {
    runs.clear();
  }

  @Override
  protected boolean getBit(long bit) {
    Map.Entry<Long, Long> run = runs.floorEntry(bit);
    return run != null && run.getValue() > bit;
  }

  @Override
  protected long countBits() {
    long count = 0;
    for (Map.Entry<Long, Long> run : runs.entrySet()) {
      count += run.getValue() - run.getKey();
    }
    return count;
  }

  @Override
  protected long nextSetBit(long firstBit, long endBit) {
    if (getBit(firstBit)) {
      return firstBit;
    }
    Long start = runs.higherKey(firstBit);
    return start == null || start >= endBit ? NONE : start;
  }

  @Override
  protected long nextClearBit(long firstBit, long endBit) {
    if (!getBit(firstBit)) {
      return firstBit;
    }
    long end = runs.floorEntry(firstBit).getValue();
    return end >= endBit ? NONE : end;
  }

  @Override
  protected void resizeBits(long newBitCount) {
    if (newBitCount < bitCount()) {
      clearBits(newBitCount, bitCount() - newBitCount);
    }
  }

  @Override
  protected void release() {
    runs.clear();
  }
}
