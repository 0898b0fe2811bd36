package dev.dirtybench.benchmarks.pass;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.ExtentCursor;
import java.util.function.LongConsumer;

/** Visits every dirty extent that the trace left, as a backup does to know what to copy. */
public final class ScanExtentsPass extends Pass {
  private final Bitmap bitmap;
  private final ExtentCursor cursor = new ExtentCursor();
  private long checksum;

  /**
   * Prepares the bitmap.
   *
   * @param cell the subject
   */
  public ScanExtentsPass(Cell cell) {
    this.bitmap = cell.dirtied();
  }

  @Override
  public long run() {
    long sum = 0;
    cursor.reset();
    while (bitmap.nextExtent(cursor)) {
      sum = Checksum.add(sum, cursor.offset(), cursor.length());
    }
    checksum = sum;
    return sum;
  }

  @Override
  public long steps() {
    return 1;
  }

  @Override
  public void result(LongConsumer sink) {
    BitmapContent.deliver(bitmap, sink);
    sink.accept(checksum);
  }

  @Override
  public void close() {
    bitmap.close();
  }
}
