package dev.dirtybench.benchmarks.pass;

import dev.dirtybench.spi.Bitmap;
import java.util.function.LongConsumer;

/**
 * Makes the bitmap as the trace left it, by a merge, and clears the granules of every second mark.
 */
public final class ClearPass extends Pass {
  private final Bitmap full;
  private final Bitmap bitmap;
  private final long[] offsets;
  private final long[] lengths;

  /**
   * Prepares the bitmaps and the ranges.
   *
   * @param cell the subject
   */
  public ClearPass(Cell cell) {
    ClearRanges ranges = ClearRanges.of(cell.trace(), cell.granularity());
    this.offsets = ranges.offsets();
    this.lengths = ranges.lengths();
    this.full = cell.dirtied();
    this.bitmap = cell.newBitmap();
  }

  @Override
  public long run() {
    bitmap.merge(full);
    for (int i = 0; i < offsets.length; i++) {
      bitmap.clearDirty(offsets[i], lengths[i]);
    }
    return offsets.length;
  }

  @Override
  public long steps() {
    return Math.max(1, offsets.length);
  }

  @Override
  public void result(LongConsumer sink) {
    BitmapContent.deliver(bitmap, sink);
  }

  @Override
  public void close() {
    bitmap.close();
    full.close();
  }
}
