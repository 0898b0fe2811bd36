package dev.dirtybench.benchmarks.pass;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.ExtentCursor;
import java.util.function.LongConsumer;

/** A bitmap's content as numbers: offset and length of every dirty extent, in order. */
final class BitmapContent {
  private BitmapContent() {}

  static void deliver(Bitmap bitmap, LongConsumer sink) {
    deliver(bitmap, bitmap.size(), sink);
  }

  /** Up to the end of the trace's disk, which an image rounds up to 512 bytes. */
  static void deliver(Bitmap bitmap, long diskSize, LongConsumer sink) {
    ExtentCursor cursor = new ExtentCursor().reset(0, diskSize);
    while (bitmap.nextExtent(cursor)) {
      sink.accept(cursor.offset());
      sink.accept(cursor.length());
    }
  }
}
