package dev.dirtybench.backend.hbitmap;

import dev.dirtybench.spi.WordCursor;

/** A step of a scan over the words that are not zero: a run of them, or many that stand apart. */
final class WordScan {
  /** Words of a block from which on taking them one by one is slower than copying its runs. */
  private static final int DENSE = 16;

  private WordScan() {}

  /**
   * Takes one step.
   *
   * @param words of the bitmap
   * @param levels above them
   * @param cursor inside the bitmap; filled
   * @return false if every further word is zero
   */
  static boolean step(long[] words, Levels levels, WordCursor cursor) {
    int word = levels.nextNonZero((int) cursor.position());
    if (word == Levels.NONE) {
      return false;
    }
    if (cursor.isGathering() && isSparse(levels.level(0)[word >>> 6] >>> word)) {
      gather(words, levels, word, cursor);
      return true;
    }
    long[] target = cursor.words();
    int run = levels.runLength(word, target.length);
    if (run == 1) {
      target[0] = words[word];
    } else {
      System.arraycopy(words, word, target, 0, run);
    }
    cursor.accept(word, run);
    return true;
  }

  private static boolean isSparse(long nonZero) {
    return Long.bitCount(nonZero) < DENSE;
  }

  /**
   * Goes through the summary block by block: where a word stands does not depend on the word before
   * it, so that several are on their way from memory at once. Ends before a dense block.
   */
  private static void gather(long[] words, Levels levels, int first, WordCursor cursor) {
    long[] summary = levels.level(0);
    long[] target = cursor.words();
    long[] indices = cursor.indices();
    int next = first;
    int count = 0;
    long bits = summary[first >>> 6] & -1L << first;
    do {
      int base = next & -64;
      while (bits != 0 && count < target.length) {
        int word = base + Long.numberOfTrailingZeros(bits);
        indices[count] = word;
        target[count++] = words[word];
        bits &= bits - 1;
      }
      next = bits == 0 ? levels.nextNonZero(base + 64) : Levels.NONE;
      bits = next == Levels.NONE ? 0 : summary[next >>> 6];
    } while (bits != 0 && isSparse(bits));
    cursor.acceptGathered(count);
  }
}
