package dev.dirtybench.backend.offheap;

import dev.dirtybench.spi.Bitmap;

/** Where the words of one bitmap live, and who gives their room back. */
public interface WordStorage {
  /**
   * The words; another object after {@link #resize}.
   *
   * @return those of the present size
   */
  WordMemory words();

  /**
   * Memory for the summaries above the words, which whoever asks for it frees.
   *
   * @param wordCount 1 or more
   * @return zeroes that start on a cache line
   */
  WordMemory newSummaries(long wordCount);

  /**
   * Makes room for another number of words. The words that remain keep their content, new ones are
   * zero. Everything is as it was when it throws.
   *
   * @param wordCount 0 or more
   */
  void resize(long wordCount);

  /** Gives the room back at once, whatever is in it. */
  void release();

  /**
   * Gives the room back at once when the bitmap is closed; called once.
   *
   * @param bitmap what the words described, for a storage that outlives it
   * @param setCount its set bits
   */
  default void close(Bitmap bitmap, long setCount) {
    release();
  }
}
