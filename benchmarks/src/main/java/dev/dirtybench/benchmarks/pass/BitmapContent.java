package dev.dirtybench.benchmarks.pass;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.ExtentCursor;
import dev.dirtybench.spi.WordCursor;
import java.util.function.LongConsumer;

/** A bitmap's content as numbers, in order. */
final class BitmapContent {
  private static final int WALK_WORDS = 1024;

  private BitmapContent() {}

  /** Offset and length of every dirty extent. */
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

  /** Index and bits of every word that is not zero: of random bits there are fewer than extents. */
  static void deliverWords(Bitmap bitmap, LongConsumer sink) {
    WordCursor walk = new WordCursor(WALK_WORDS);
    while (bitmap.nextWords(walk)) {
      for (int i = 0; i < walk.count(); i++) {
        sink.accept(walk.firstWord() + i);
        sink.accept(walk.words()[i]);
      }
    }
  }
}
