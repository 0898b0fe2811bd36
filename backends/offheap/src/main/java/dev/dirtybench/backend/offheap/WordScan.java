package dev.dirtybench.backend.offheap;

import dev.dirtybench.spi.Bitmap;
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
  static boolean step(WordMemory words, SummaryLevels levels, WordCursor cursor) {
    long word = cursor.position();
    if (words.get(word) == 0) {
      word = levels.next(word + 1);
      if (word == Bitmap.NONE) {
        return false;
      }
    }
    if (cursor.isGathering() && isSparse(levels.block(word >>> 6) >>> word)) {
      gather(words, levels, word, cursor);
      return true;
    }
    long[] target = cursor.words();
    long limit = Math.min(word + target.length, words.count());
    int run = (int) (levels.runEnd(word, limit) - word);
    words.copyTo(word, target, 0, run);
    cursor.accept(word, run);
    return true;
  }

  private static boolean isSparse(long nonZero) {
    return Long.bitCount(nonZero) < DENSE;
  }

  /** Goes through the summary block by block; ends before a dense block. */
  private static void gather(
      WordMemory words, SummaryLevels levels, long first, WordCursor cursor) {
    long[] target = cursor.words();
    long[] indices = cursor.indices();
    long block = first >>> 6;
    long bits = levels.block(block) & -1L << first;
    int count = 0;
    do {
      long base = block << 6;
      while (bits != 0 && count < target.length) {
        long word = base + Long.numberOfTrailingZeros(bits);
        indices[count] = word;
        target[count++] = words.get(word);
        bits &= bits - 1;
      }
      block = bits == 0 ? levels.nextBlock(block + 1) : Bitmap.NONE;
      bits = block == Bitmap.NONE ? 0 : levels.block(block);
    } while (bits != 0 && isSparse(bits));
    cursor.acceptGathered(count);
  }
}
