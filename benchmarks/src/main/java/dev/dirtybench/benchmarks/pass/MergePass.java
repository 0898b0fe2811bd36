package dev.dirtybench.benchmarks.pass;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.workloads.WriteTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Unites the bitmaps of the trace's windows into an empty one, as an incremental backup unites the
 * chain of its checkpoints. The emptying is part of the pass.
 */
public final class MergePass extends Pass {
  /** Checkpoints in the chain. */
  public static final int CHAIN = 8;

  private final Bitmap union;
  private final Bitmap[] windows;

  /**
   * Prepares the windows' bitmaps.
   *
   * @param cell the subject
   * @param windowCount into how many windows of equally many operations the trace is cut, 1 or more
   */
  public MergePass(Cell cell, int windowCount) {
    List<Bitmap> filled = new ArrayList<>();
    for (WriteTrace window : cell.trace().windows(windowCount)) {
      filled.add(cell.dirtiedBy(window));
    }
    this.windows = filled.toArray(Bitmap[]::new);
    this.union = cell.newBitmap();
  }

  @Override
  public long run() {
    union.clearAll();
    for (Bitmap window : windows) {
      union.merge(window);
    }
    return windows.length;
  }

  @Override
  public long steps() {
    return Math.max(1, windows.length);
  }

  @Override
  public void result(LongConsumer sink) {
    BitmapContent.deliver(union, sink);
  }

  @Override
  public void close() {
    union.close();
    for (Bitmap window : windows) {
      window.close();
    }
  }
}
