package dev.dirtybench.backend.adaptive;

import java.util.Arrays;

/**
 * A piece of 2^16 bits as words: {@value #WORDS} words, then a summary of them, then their count.
 *
 * <p>All in one {@code long[]} of {@value #LENGTH}, a length that no other form has, so that asking
 * for the form also proves every index below to be in bounds. The summary's invariant: bit {@code
 * w} of it is set if and only if word {@code w} is non-zero. The last element holds how many bits
 * are set, and above {@link #COUNT_BITS} how often in a row the piece was found clean when all was
 * cleared.
 *
 * <p>Ranges of bits have inclusive ends here, 0 to 65535.
 */
final class WordPiece {
  static final int BITS = 1 << 16;
  static final int WORDS = BITS >>> 6;
  static final int SUMMARY = WORDS;
  static final int SUMMARY_END = SUMMARY + (WORDS >>> 6);
  static final int COUNT = SUMMARY_END;
  static final int LENGTH = COUNT + 1;
  static final int NONE = -1;

  private static final int COUNT_BITS = 32;

  /** From so many non-zero words of 64 on a straight loop is cheaper than to find each. */
  private static final int DENSE = 16;

  /** From so many bits on all words are zeroed at once: seldom are a quarter of them zero then. */
  private static final int FULL_OF = BITS / 4;

  private WordPiece() {}

  static long[] create() {
    return new long[LENGTH];
  }

  static boolean is(long[] piece) {
    return piece.length == LENGTH;
  }

  static int count(long[] piece) {
    return (int) piece[COUNT];
  }

  /**
   * Counts the set bits of a range. Costs its non-zero words.
   *
   * @param first first bit
   * @param last last bit
   */
  static int count(long[] piece, int first, int last) {
    int lo = first >>> 6;
    int hi = last >>> 6;
    long head = -1L << first;
    long tail = -1L >>> ~last;
    if (lo == hi) {
      return Long.bitCount(piece[lo] & head & tail);
    }
    int count = Long.bitCount(piece[lo] & head) + Long.bitCount(piece[hi] & tail);
    for (int s = lo + 1 >>> 6; s <= hi - 1 >>> 6; s++) {
      long inside = piece[SUMMARY + s] & part(s, lo + 1, hi);
      if (inside != 0) {
        int stop = (s << 6) + 64 - Long.numberOfLeadingZeros(inside);
        for (int word = (s << 6) + Long.numberOfTrailingZeros(inside); word < stop; word++) {
          count += Long.bitCount(piece[word]);
        }
      }
    }
    return count;
  }

  static boolean get(long[] piece, int bit) {
    return (piece[bit >>> 6] >>> bit & 1) != 0;
  }

  /** Records that a word has left zero. */
  static void markNonZero(long[] piece, int word) {
    piece[SUMMARY + (word >>> 6)] |= 1L << word;
  }

  /** Records that a word has become zero. */
  static void markZero(long[] piece, int word) {
    piece[SUMMARY + (word >>> 6)] &= ~(1L << word);
  }

  /**
   * Sets a range of bits.
   *
   * @return how many were clear before
   */
  static int set(long[] piece, int first, int last) {
    int lo = first >>> 6;
    int hi = last >>> 6;
    long head = -1L << first;
    long tail = -1L >>> ~last;
    if (lo == hi) {
      return setInWord(piece, lo, head & tail);
    }
    long atLow = piece[lo];
    long atHigh = piece[hi];
    piece[lo] = atLow | head;
    piece[hi] = atHigh | tail;
    int added = Long.bitCount(head & ~atLow) + Long.bitCount(tail & ~atHigh);
    if (hi - lo > 1 && count(piece) != BITS) {
      for (int word = firstNotFull(piece, lo + 1, hi); word < hi; word++) {
        added += Long.bitCount(~piece[word]);
        piece[word] = -1L;
      }
    }
    if (added != 0) {
      piece[COUNT] += added;
      fillSummary(piece, lo, hi);
    }
    return added;
  }

  static int setInWord(long[] piece, int word, long mask) {
    long old = piece[word];
    long now = old | mask;
    if (now == old) {
      return 0;
    }
    piece[word] = now;
    int added = Long.bitCount(now ^ old);
    piece[COUNT] += added;
    if (old == 0) {
      markNonZero(piece, word);
    }
    return added;
  }

  /** The first word of a range with a clear bit, or its end. */
  private static int firstNotFull(long[] piece, int first, int end) {
    int word = first;
    while (word <= end - 4
        && (piece[word] & piece[word + 1] & piece[word + 2] & piece[word + 3]) == -1L) {
      word += 4;
    }
    while (word < end && piece[word] == -1L) {
      word++;
    }
    return word;
  }

  private static void fillSummary(long[] piece, int first, int last) {
    int lo = SUMMARY + (first >>> 6);
    int hi = SUMMARY + (last >>> 6);
    long head = -1L << first;
    long tail = -1L >>> ~last;
    if (lo == hi) {
      piece[lo] |= head & tail;
    } else {
      piece[lo] |= head;
      Arrays.fill(piece, lo + 1, hi, -1L);
      piece[hi] |= tail;
    }
  }

  /**
   * Clears a range of bits.
   *
   * @return how many were set before
   */
  static int clear(long[] piece, int first, int last) {
    int lo = first >>> 6;
    int hi = last >>> 6;
    long head = -1L << first;
    long tail = -1L >>> ~last;
    if (lo == hi) {
      return clearInWord(piece, lo, head & tail);
    }
    int removed = clearInWord(piece, lo, head) + clearInWord(piece, hi, tail);
    return hi - lo > 1 ? removed + clearWords(piece, lo + 1, hi) : removed;
  }

  private static int clearWords(long[] piece, int first, int end) {
    int removed = 0;
    for (int s = first >>> 6; s <= end - 1 >>> 6; s++) {
      long inside = piece[SUMMARY + s] & part(s, first, end);
      if (inside != 0) {
        int stop = (s << 6) + 64 - Long.numberOfLeadingZeros(inside);
        for (int word = (s << 6) + Long.numberOfTrailingZeros(inside); word < stop; word++) {
          removed += Long.bitCount(piece[word]);
          piece[word] = 0;
        }
        piece[SUMMARY + s] &= ~inside;
      }
    }
    piece[COUNT] -= removed;
    return removed;
  }

  static int clearInWord(long[] piece, int word, long mask) {
    long old = piece[word];
    long gone = old & mask;
    if (gone == 0) {
      return 0;
    }
    piece[word] = old ^ gone;
    int removed = Long.bitCount(gone);
    piece[COUNT] -= removed;
    if (old == gone) {
      markZero(piece, word);
    }
    return removed;
  }

  /** The bits of summary word {@code s} that stand for words of a range with an exclusive end. */
  private static long part(int s, int first, int end) {
    long part = -1L;
    if (first >>> 6 == s) {
      part &= -1L << first;
    }
    if (end >>> 6 == s) {
      part &= ~(-1L << end);
    }
    return part;
  }

  /** Sets every bit. */
  static void fill(long[] piece) {
    Arrays.fill(piece, 0, SUMMARY_END, -1L);
    piece[COUNT] = BITS;
  }

  /**
   * Clears every bit; only words that are not zero are written.
   *
   * @return how often in a row, this time included, nothing was set
   */
  static int clearAll(long[] piece) {
    int count = count(piece);
    if (count == 0) {
      piece[COUNT] += 1L << COUNT_BITS;
      return (int) (piece[COUNT] >>> COUNT_BITS);
    }
    if (count >= FULL_OF) {
      Arrays.fill(piece, 0, LENGTH, 0);
      return 0;
    }
    for (int s = 0; s < WORDS >>> 6; s++) {
      long nonZero = piece[SUMMARY + s];
      if (nonZero != 0) {
        zero(piece, s << 6, nonZero);
        piece[SUMMARY + s] = 0;
      }
    }
    piece[COUNT] = 0;
    return 0;
  }

  private static void zero(long[] piece, int base, long nonZero) {
    if (Long.bitCount(nonZero) >= DENSE) {
      int end = base + 64 - Long.numberOfLeadingZeros(nonZero);
      Arrays.fill(piece, base + Long.numberOfTrailingZeros(nonZero), end, 0);
    } else {
      for (long rest = nonZero; rest != 0; rest &= rest - 1) {
        piece[base + Long.numberOfTrailingZeros(rest)] = 0;
      }
    }
  }

  /**
   * Adds the bits of another piece of words.
   *
   * @return how many were clear before
   */
  static int or(long[] piece, long[] source) {
    int added = 0;
    for (int s = 0; s < WORDS >>> 6; s++) {
      long nonZero = source[SUMMARY + s];
      if (nonZero != 0) {
        piece[SUMMARY + s] |= nonZero;
        added += or(piece, source, s << 6, nonZero, 0);
      }
    }
    piece[COUNT] += added;
    return added;
  }

  /**
   * Adds the words of one block; summary and count are left as they were.
   *
   * @param base first word of the block
   * @param nonZero which of its words are not zero in the source, at least one
   * @param shift from the number of a word to its index in the source
   * @return how many bits were clear before
   */
  static int or(long[] piece, long[] source, int base, long nonZero, int shift) {
    int added = 0;
    if (Long.bitCount(nonZero) >= DENSE) {
      int end = base + 64 - Long.numberOfLeadingZeros(nonZero);
      for (int word = base + Long.numberOfTrailingZeros(nonZero); word < end; word++) {
        long old = piece[word];
        long more = source[word + shift];
        piece[word] = old | more;
        added += Long.bitCount(more & ~old);
      }
    } else {
      for (long rest = nonZero; rest != 0; rest &= rest - 1) {
        int word = base + Long.numberOfTrailingZeros(rest);
        long old = piece[word];
        long more = source[word + shift];
        piece[word] = old | more;
        added += Long.bitCount(more & ~old);
      }
    }
    return added;
  }

  /**
   * Brings summary and count up to date after words have been replaced.
   *
   * @return how many bits are set in the whole piece
   */
  static int rebuild(long[] piece) {
    int count = 0;
    for (int s = 0; s < WORDS >>> 6; s++) {
      long nonZero = 0;
      int base = s << 6;
      int dense = piece[base] == 0 ? NONE : countDense(piece, base);
      if (dense != NONE) {
        count += dense;
        nonZero = -1L;
      } else if (!isZero(piece, base)) {
        for (int word = base + 63; word >= base; word--) {
          long bits = piece[word];
          count += Long.bitCount(bits);
          nonZero = nonZero << 1 | (bits | -bits) >>> 63;
        }
      }
      piece[SUMMARY + s] = nonZero;
    }
    piece[COUNT] = count;
    return count;
  }

  /** Counts the bits of a block without a branch in the loop; {@link #NONE} if a word is zero. */
  private static int countDense(long[] piece, int base) {
    int count = 0;
    int signs = 0;
    for (int word = base; word < base + 64; word++) {
      int bits = Long.bitCount(piece[word]);
      count += bits;
      signs |= bits - 1;
    }
    return signs < 0 ? NONE : count;
  }

  private static boolean isZero(long[] piece, int base) {
    for (int word = base; word < base + 64; word += 4) {
      if ((piece[word] | piece[word + 1] | piece[word + 2] | piece[word + 3]) != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Finds a non-zero word.
   *
   * @param from the first to look at, at most {@value #WORDS}
   * @return the lowest one, or {@link #NONE}
   */
  static int nextNonZero(long[] piece, int from) {
    if (from >= WORDS) {
      return NONE;
    }
    int s = from >>> 6;
    long rest = piece[SUMMARY + s] >>> from;
    if (rest != 0) {
      return from + Long.numberOfTrailingZeros(rest);
    }
    while (++s < WORDS >>> 6) {
      rest = piece[SUMMARY + s];
      if (rest != 0) {
        return (s << 6) + Long.numberOfTrailingZeros(rest);
      }
    }
    return NONE;
  }

  /** The highest non-zero word, or {@link #NONE}. */
  static int lastNonZero(long[] piece) {
    int s = (WORDS >>> 6) - 1;
    while (s >= 0 && piece[SUMMARY + s] == 0) {
      s--;
    }
    return s < 0 ? NONE : (s << 6) + 63 - Long.numberOfLeadingZeros(piece[SUMMARY + s]);
  }

  /** How many words are non-zero. */
  static int nonZeroWords(long[] piece) {
    int words = 0;
    for (int s = SUMMARY; s < SUMMARY_END; s++) {
      words += Long.bitCount(piece[s]);
    }
    return words;
  }

  /**
   * How many words in a row are non-zero.
   *
   * @param from a non-zero word
   * @param most where to stop counting, 1 or more
   * @return 1 to {@code most}, not past the piece's end
   */
  static int runLength(long[] piece, int from, int most) {
    int s = from >>> 6;
    int run = Long.numberOfTrailingZeros(~(piece[SUMMARY + s] >>> from));
    if (run == 64 - (from & 63)) {
      while (run < most && ++s < WORDS >>> 6) {
        int more = Long.numberOfTrailingZeros(~piece[SUMMARY + s]);
        run += more;
        if (more != 64) {
          break;
        }
      }
    }
    return Math.min(run, most);
  }

  /**
   * Finds a set bit.
   *
   * @return the lowest one from {@code bit} on, or {@link #NONE}
   */
  static int nextSet(long[] piece, int bit) {
    long rest = piece[bit >>> 6] >>> bit;
    if (rest != 0) {
      return bit + Long.numberOfTrailingZeros(rest);
    }
    int word = nextNonZero(piece, (bit >>> 6) + 1);
    return word == NONE ? NONE : (word << 6) + Long.numberOfTrailingZeros(piece[word]);
  }

  /**
   * Finds a clear bit.
   *
   * @return the lowest one from {@code bit} on, or {@link #BITS}
   */
  static int nextClear(long[] piece, int bit) {
    int word = bit >>> 6;
    long rest = ~piece[word] >>> bit;
    if (rest != 0) {
      return bit + Long.numberOfTrailingZeros(rest);
    }
    if (count(piece) == BITS) {
      return BITS;
    }
    word = firstNotFull(piece, word + 1, WORDS);
    return word == WORDS ? BITS : (word << 6) + Long.numberOfTrailingZeros(~piece[word]);
  }

  /** How many maximal runs of set bits there are. Costs the non-zero words. */
  static int runs(long[] piece) {
    int runs = 0;
    for (int s = 0; s < WORDS >>> 6; s++) {
      for (long rest = piece[SUMMARY + s]; rest != 0; rest &= rest - 1) {
        int word = (s << 6) + Long.numberOfTrailingZeros(rest);
        long bits = piece[word];
        long before = word == 0 ? 0 : piece[word - 1] >>> 63;
        runs += Long.bitCount(bits & ~(bits << 1 | before));
      }
    }
    return runs;
  }
}
