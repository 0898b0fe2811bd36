package dev.dirtybench.benchmarks.pass;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.WordCursor;
import java.util.function.LongConsumer;

/**
 * Visits every non-zero word that the trace left, as a bulk reader does: the cursor gathers words,
 * so that a backend may deliver those of short runs together.
 */
public final class ScanWordsPass extends Pass {
  private static final int CAPACITY_WORDS = 512;

  private final Bitmap bitmap;
  private final WordCursor cursor = WordCursor.gathering(CAPACITY_WORDS);
  private long checksum;

  /**
   * Prepares the bitmap.
   *
   * @param cell the subject
   */
  public ScanWordsPass(Cell cell) {
    this.bitmap = cell.dirtied();
  }

  @Override
  public long run() {
    long sum = 0;
    cursor.reset(0);
    while (bitmap.nextWords(cursor)) {
      long[] words = cursor.words();
      int count = cursor.count();
      for (int i = 0; i < count; i++) {
        sum = Checksum.add(sum, cursor.index(i), words[i]);
      }
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
    WordCursor walk = WordCursor.gathering(CAPACITY_WORDS);
    while (bitmap.nextWords(walk)) {
      for (int i = 0; i < walk.count(); i++) {
        sink.accept(walk.index(i));
        sink.accept(walk.words()[i]);
      }
    }
    sink.accept(checksum);
  }

  @Override
  public void close() {
    bitmap.close();
  }
}
