package dev.dirtybench.backend.concurrent;

import dev.dirtybench.spi.Bitmap;

/**
 * The two levels above the words of a {@link ConcurrentBitmap}: which words may be non-zero.
 *
 * <p>Bit {@code n} of {@link #blocks} stands for word {@code n} of the bitmap, so that one word of
 * it tells about a block of 64 words; bit {@code n} of {@link #top} stands for word {@code n} of
 * {@code blocks}. A set bit may be stale: what is below it may be zero. A clear bit is to be
 * trusted, under the order that {@link ConcurrentBitmap} states.
 *
 * <p>Two levels and no more: every mark looks at each of them. The top is a 4096th of the words and
 * is walked from end to end where nothing is dirty.
 */
final class Summary {
  /** The answer of a search that finds nothing. */
  static final int NONE = (int) Bitmap.NONE;

  private final long[] blocks;
  private final long[] top;

  /**
   * A summary of words that are all zero.
   *
   * @param words how many, 0 or more
   */
  Summary(int words) {
    this.blocks = new long[wordsFor(words)];
    this.top = new long[wordsFor(blocks.length)];
  }

  private static int wordsFor(int bits) {
    return (int) ((bits + 63L) >>> 6);
  }

  /** How many words the top has. */
  int topLength() {
    return top.length;
  }

  /** The blocks below one word of the top that may have words. */
  long top(int at) {
    return AtomicWords.get(top, at);
  }

  /** The words of a block that may be non-zero. */
  long block(int block) {
    return AtomicWords.get(blocks, block);
  }

  /**
   * Records that a word has a bit. To be called after the bit was set, or seen, and before the mark
   * is complete; whether the word was zero before does not matter.
   *
   * <p>Both levels are looked at each time. A mark that finds its word non-zero knows only that
   * another thread has set a bit in it, and not that this thread has come as far as here.
   */
  void mark(int word) {
    int block = word >>> 6;
    AtomicWords.or(blocks, block, 1L << word);
    AtomicWords.or(top, block >>> 6, 1L << block);
  }

  /** Records that every word from {@code first} to {@code last}, inclusive, has a bit. */
  void mark(int first, int last) {
    int firstBlock = first >>> 6;
    int lastBlock = last >>> 6;
    markRange(blocks, first, last);
    markRange(top, firstBlock, lastBlock);
  }

  private static void markRange(long[] level, int first, int last) {
    int lo = first >>> 6;
    int hi = last >>> 6;
    long head = -1L << first;
    long tail = -1L >>> ~last;
    if (lo == hi) {
      AtomicWords.or(level, lo, head & tail);
    } else {
      AtomicWords.or(level, lo, head);
      AtomicWords.or(level, hi, tail);
      AtomicWords.fill(level, lo + 1, hi);
    }
  }

  /**
   * Records that words of one block have bits.
   *
   * @param block index of the block
   * @param nonZero its words that have a bit, at least one
   */
  void markBlock(int block, long nonZero) {
    AtomicWords.or(blocks, block, nonZero);
    AtomicWords.or(top, block >>> 6, 1L << block);
  }

  /**
   * Forgets words of one block. To be called before they are zeroed. The top stays as it is.
   *
   * @param block index of the block
   * @param range which of its words
   * @return those of them that may be non-zero; the others are zero but for marks under way
   */
  long forget(int block, long range) {
    return AtomicWords.andNot(blocks, block, range) & range;
  }

  /**
   * Forgets the blocks below one word of the top. To be called before {@link #takeBlock}.
   *
   * @param at index of the word
   * @return the blocks that may have words
   */
  long takeTop(int at) {
    return AtomicWords.take(top, at);
  }

  /**
   * Forgets a whole block. To be called after {@link #takeTop} and before its words are taken.
   *
   * @param block index of the block
   * @return its words that may be non-zero
   */
  long takeBlock(int block) {
    return AtomicWords.take(blocks, block);
  }

  /**
   * Finds a word that may be non-zero.
   *
   * @param from the first word to look at; may be the number of words
   * @return the lowest one, or {@link #NONE}
   */
  int next(int from) {
    int block = from >>> 6;
    if (block >= blocks.length) {
      return NONE;
    }
    long rest = AtomicWords.get(blocks, block) >>> from;
    return rest != 0 ? from + Long.numberOfTrailingZeros(rest) : nextInBlocks(block + 1);
  }

  private int nextInBlocks(int fromBlock) {
    if (fromBlock >= blocks.length) {
      return NONE;
    }
    int at = fromBlock >>> 6;
    long rest = AtomicWords.get(top, at) & -1L << fromBlock;
    while (true) {
      for (; rest != 0; rest &= rest - 1) {
        int block = (at << 6) + Long.numberOfTrailingZeros(rest);
        long words = AtomicWords.get(blocks, block);
        if (words != 0) {
          return (block << 6) + Long.numberOfTrailingZeros(words);
        }
      }
      if (++at == top.length) {
        return NONE;
      }
      rest = AtomicWords.get(top, at);
    }
  }

  // What follows needs the bitmap to itself.

  /** Makes the summary of a range of words exact again, which has been replaced. */
  void rebuild(long[] words, int first, int end) {
    int firstBlock = first >>> 6;
    int lastBlock = end - 1 >>> 6;
    for (int block = firstBlock; block <= lastBlock; block++) {
      int blockEnd = Math.min(words.length - (block << 6), 64);
      long nonZero = 0;
      for (int i = blockEnd - 1; i >= 0; i--) {
        long bits = words[(block << 6) + i];
        nonZero = nonZero << 1 | (bits | -bits) >>> 63;
      }
      blocks[block] = nonZero;
    }
    for (int block = firstBlock; block <= lastBlock; block++) {
      long bit = 1L << block;
      top[block >>> 6] = blocks[block] == 0 ? top[block >>> 6] & ~bit : top[block >>> 6] | bit;
    }
  }

  /** Adds to one block, when the owner alone uses the bitmap. */
  void addAlone(int block, long nonZero) {
    blocks[block] |= nonZero;
    top[block >>> 6] |= 1L << block;
  }
}
