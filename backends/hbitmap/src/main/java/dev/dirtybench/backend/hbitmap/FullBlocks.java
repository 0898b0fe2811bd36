package dev.dirtybench.backend.hbitmap;

import java.util.Arrays;

/**
 * Which blocks of 64 words are known to be full, so that a search for a clean bit passes them
 * unread.
 *
 * <p>What is said here is true: every bit of a known block is set. What is not said may be true as
 * well: a block that fills up bit by bit becomes known when a search first passes it, so that
 * setting a bit costs nothing here. Whoever clears a bit must {@link #forget} its block.
 */
final class FullBlocks {
  /** Bit {@code n}: block {@code n} is known to be full. */
  private final long[] known;

  /** Bit {@code n}: all bits of word {@code n} of {@link #known} are set. */
  private final long[] runs;

  /**
   * Nothing is known.
   *
   * @param words of the bitmap; 64 that are not all there are no block
   */
  FullBlocks(int words) {
    int blocks = words >>> 6;
    this.known = new long[(blocks + 63) >>> 6];
    this.runs = new long[(known.length + 63) >>> 6];
  }

  /** Takes over what is known, up to the length of this, of which nothing may be known yet. */
  void copyFrom(FullBlocks other, int blocks) {
    int from = 0;
    while (from < blocks) {
      if (other.isKnown(from)) {
        int end = other.firstUnknown(from, blocks);
        mark(from, end);
        from = end;
      }
      from++;
    }
  }

  /** Whether a block is known to be full. */
  boolean isKnown(int block) {
    return (known[block >>> 6] >>> block & 1) != 0;
  }

  /** Records that blocks are full. */
  void mark(int from, int end) {
    for (int block = from; block < end; ) {
      int i = block >>> 6;
      int stop = Math.min(end, (block | 63) + 1);
      known[i] |= -1L << block & -1L >>> -stop;
      if (known[i] == -1L) {
        runs[i >>> 6] |= 1L << i;
      }
      block = stop;
    }
  }

  /** Records that a block may have clear bits. */
  void forget(int block) {
    int i = block >>> 6;
    if (i < known.length) {
      known[i] &= ~(1L << block);
      runs[i >>> 6] &= ~(1L << i);
    }
  }

  /** The same for the blocks from one to another, inclusive. */
  void forget(int from, int last) {
    int end = Math.min(last + 1, known.length << 6);
    for (int block = from; block < end; ) {
      int i = block >>> 6;
      int stop = Math.min(end, (block | 63) + 1);
      known[i] &= ~(-1L << block & -1L >>> -stop);
      runs[i >>> 6] &= ~(1L << i);
      block = stop;
    }
  }

  /** Records that any block may have clear bits. */
  void forgetAll() {
    Arrays.fill(known, 0);
    Arrays.fill(runs, 0);
  }

  /**
   * Finds a word with a clear bit, and learns which blocks on the way are full.
   *
   * @param words the bitmap's words
   * @param first first word of the range
   * @param end end of the range, exclusive
   * @return the lowest one; {@code end}, or {@code first} if that is more, if there is none
   */
  int firstNotFull(long[] words, int first, int end) {
    int word = first;
    while (word < end) {
      boolean whole = (word & 63) == 0 && end - word >= 64;
      int block = word >>> 6;
      if (whole && isKnown(block)) {
        word = firstUnknown(block, end >>> 6) << 6;
        continue;
      }
      int stop = Math.min(end, (word | 63) + 1);
      int found = WordRanges.firstNotFull(words, word, stop);
      if (found < stop) {
        return found;
      }
      if (whole) {
        mark(block, block + 1);
      }
      word = stop;
    }
    return word;
  }

  /** The first block of a range that is not known, or its end. */
  int firstUnknown(int from, int end) {
    int i = from >>> 6;
    long rest = ~known[i] >>> from;
    if (rest != 0) {
      return Math.min(end, from + Long.numberOfTrailingZeros(rest));
    }
    for (i++; i < known.length; i = (i | 63) + 1) {
      long other = ~runs[i >>> 6] >>> i;
      if (other != 0) {
        i += Long.numberOfTrailingZeros(other);
        return i < known.length
            ? Math.min(end, (i << 6) + Long.numberOfTrailingZeros(~known[i]))
            : end;
      }
    }
    return end;
  }
}
