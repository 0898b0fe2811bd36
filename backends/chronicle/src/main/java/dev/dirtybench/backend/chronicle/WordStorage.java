package dev.dirtybench.backend.chronicle;

import dev.dirtybench.spi.Bitmap;

/** Where the words of one bitmap live, and who gives their room back. */
interface WordStorage {
  /** The words; another object after {@link #resize}. */
  StoreWords words();

  /**
   * Makes room for another number of words. The words that remain keep their content, new ones are
   * zero. Everything is as it was when it throws.
   */
  void resize(long wordCount);

  /** Bytes taken outside the heap. */
  long reservedBytes();

  /**
   * Gives the room back at once; called once.
   *
   * @param bitmap what the words described, for a storage that outlives it
   */
  void close(Bitmap bitmap, long setCount);
}
