package dev.dirtybench.benchmarks.pass;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.workloads.Marks;
import java.util.function.LongConsumer;

/** Clears the bitmap and replays every write, write-zeroes and discard of the trace into it. */
public final class SetPass extends Pass {
  private final Bitmap bitmap;
  private final long[] offsets;
  private final long[] lengths;

  /**
   * Prepares the replay.
   *
   * @param cell the subject
   */
  public SetPass(Cell cell) {
    Marks marks = cell.trace().marks();
    this.offsets = marks.offsets();
    this.lengths = marks.lengths();
    this.bitmap = cell.newBitmap();
  }

  @Override
  public long run() {
    bitmap.clearAll();
    for (int i = 0; i < offsets.length; i++) {
      bitmap.setDirty(offsets[i], lengths[i]);
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
  }
}
