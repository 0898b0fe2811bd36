package dev.dirtybench.backend.hbitmap;

import dev.dirtybench.spi.Bitmap;
import java.util.Arrays;

/**
 * The levels above the words of a {@link HierarchicalBitmap}: which words are not zero.
 *
 * <p>The invariant: bit {@code n} of a level is set if and only if word {@code n} below it is
 * non-zero. Below level 0, the {@link #summary}, lie the bitmap's own words; below level {@code k}
 * lies level {@code k - 1}. The last level has one word. Bits without a word below are zero.
 *
 * <p>A change climbs only while words become non-zero, or zero: what was so before is recorded
 * above already.
 */
final class Levels {
  /** The answer of a search that finds nothing. */
  static final int NONE = (int) Bitmap.NONE;

  /** Long enough for a loop over it to be worth its start, short enough to be read twice. */
  static final int STRETCH_WORDS = 1024;

  private static final long[] ZEROS = new long[STRETCH_WORDS];

  private final long[][] levels;

  /** Level 0; word {@code s} tells about the words {@code 64 s} to {@code 64 s + 63}. */
  private final long[] summary;

  /**
   * Levels over words that are all zero.
   *
   * @param words how many, 0 or more
   */
  Levels(int words) {
    int depth = 2;
    for (int above = parents(parents(words)); above > 1; above = parents(above)) {
      depth++;
    }
    this.levels = new long[depth][];
    int below = words;
    for (int k = 0; k < depth; k++) {
      below = parents(below);
      levels[k] = new long[below];
    }
    this.summary = levels[0];
  }

  private static int parents(int words) {
    return Math.max(1, (words + 63) >>> 6);
  }

  /**
   * Takes over another bitmap's levels up to the length of these, which must be new.
   *
   * @param other levels in which nothing is set past the end of these
   */
  void copyFrom(Levels other) {
    for (int k = 0; k < levels.length; k++) {
      if (k < other.levels.length) {
        int common = Math.min(levels[k].length, other.levels[k].length);
        System.arraycopy(other.levels[k], 0, levels[k], 0, common);
      } else {
        levels[k][0] = levels[k - 1][0] == 0 ? 0 : 1;
      }
    }
  }

  int depth() {
    return levels.length;
  }

  long[] level(int k) {
    return levels[k];
  }

  /**
   * The part of a summary word that tells about a range of words.
   *
   * @param s index of the summary word
   * @param first first word of the range
   * @param end end of the range, exclusive; the range reaches into the summary word's words
   * @return the summary word without the bits of words outside
   */
  long summary(int s, int first, int end) {
    long bits = summary[s];
    if (first >>> 6 == s) {
      bits &= -1L << first;
    }
    if (end >>> 6 == s) {
      bits &= ~(-1L << end);
    }
    return bits;
  }

  /** Records that a word has left zero. */
  void markNonZero(int word) {
    int s = word >>> 6;
    long old = summary[s];
    summary[s] = old | 1L << word;
    if (old == 0) {
      raise(s);
    }
  }

  private void raise(int child) {
    int at = child;
    for (int k = 1; k < levels.length; k++) {
      long[] level = levels[k];
      int i = at >>> 6;
      long old = level[i];
      level[i] = old | 1L << at;
      if (old != 0) {
        return;
      }
      at = i;
    }
  }

  /** Records that a word has become zero. */
  void markZero(int word) {
    int at = word;
    for (long[] level : levels) {
      int i = at >>> 6;
      long now = level[i] & ~(1L << at);
      level[i] = now;
      if (now != 0) {
        return;
      }
      at = i;
    }
  }

  /** Records that no word from {@code first} to {@code last}, inclusive, is zero. */
  void markNonZero(int first, int last) {
    int s = first >>> 6;
    if (s == last >>> 6) {
      addToSummary(s, (-1L << first) & (-1L >>> ~last));
    } else {
      markAcrossWords(first, last);
    }
  }

  private void markAcrossWords(int first, int last) {
    int from = first;
    int to = last;
    for (long[] level : levels) {
      int lo = from >>> 6;
      int hi = to >>> 6;
      long head = -1L << from;
      long tail = -1L >>> ~to;
      // Only the words at both ends can have been non-zero and still not be known to be full.
      long atLo = level[lo];
      long atHi = level[hi];
      if (lo == hi) {
        level[lo] = atLo | (head & tail);
      } else {
        level[lo] = atLo | head;
        for (int i = lo + 1; i < hi; i++) {
          level[i] = -1L;
        }
        level[hi] = atHi | tail;
      }
      from = atLo == 0 ? lo : lo + 1;
      to = atHi == 0 ? hi : hi - 1;
      if (from > to) {
        return;
      }
    }
  }

  /** Records that every word from {@code first} to {@code last}, inclusive, is zero. */
  void markZero(int first, int last) {
    int from = first;
    int to = last;
    for (long[] level : levels) {
      int lo = from >>> 6;
      int hi = to >>> 6;
      long head = -1L << from;
      long tail = -1L >>> ~to;
      if (lo == hi) {
        level[lo] &= ~(head & tail);
      } else {
        level[lo] &= ~head;
        for (int i = lo + 1; i < hi; i++) {
          level[i] = 0;
        }
        level[hi] &= ~tail;
      }
      // A word that keeps bits for words outside the range keeps its own bit above.
      from = level[lo] == 0 ? lo : lo + 1;
      to = level[hi] == 0 ? hi : hi - 1;
      if (from > to) {
        return;
      }
    }
  }

  /** Records that every word is zero. Costs a 63rd of the words. */
  void clear() {
    Arrays.fill(summary, 0);
    clearAbove();
  }

  /** Clears all levels above the summary. Costs a 4096th of the words. */
  void clearAbove() {
    for (int k = 1; k < levels.length; k++) {
      Arrays.fill(levels[k], 0);
    }
  }

  /** Whether a quarter or more of the words are non-zero. Costs a 64th of the words. */
  boolean isDense() {
    long nonZero = 0;
    for (long bits : summary) {
      nonZero += Long.bitCount(bits);
    }
    return nonZero >>> 4 >= summary.length;
  }

  /** Whether a quarter or more of each 64 words are non-zero. Costs the blocks that are. */
  boolean isDenseThroughout() {
    for (int s = 0; s < summary.length - 1; s++) {
      if (Long.bitCount(summary[s]) < 16) {
        return false;
      }
    }
    return true;
  }

  /**
   * Adds to one word of the summary.
   *
   * @param s index of the summary word
   * @param bits its words that are non-zero, at least one
   */
  void addToSummary(int s, long bits) {
    long old = summary[s];
    summary[s] = old | bits;
    if (old == 0) {
      raise(s);
    }
  }

  /**
   * Brings the summary up to date after a range of words has been replaced; the levels above it by
   * {@link #rebuildAbove}.
   *
   * <p>After a block without a zero word comes likely a whole stretch of them: there words are only
   * counted.
   *
   * @param words the bitmap's words
   * @param first first word of the range
   * @param end end of the range, exclusive, more than {@code first}
   * @return how many bits are set in the range
   */
  long rebuildSummary(long[] words, int first, int end) {
    long population = 0;
    int word = first;
    while (word < end) {
      int stretchEnd = Math.min(end, word + STRETCH_WORDS) & -64;
      boolean afterDense = (word & 63) == 0 && word > 0 && summary[(word >>> 6) - 1] == -1L;
      int counted = afterDense && word < stretchEnd ? dense(words, word, stretchEnd) : NONE;
      if (counted != NONE) {
        Arrays.fill(summary, word >>> 6, stretchEnd >>> 6, -1L);
        population += counted;
        word = stretchEnd;
        continue;
      }
      word = words[word] == 0 ? skipZeros(words, word, end) : word;
      if (word < end) {
        int blockEnd = Math.min(end, (word | 63) + 1);
        population += rebuildBlock(words, word, blockEnd);
        word = blockEnd;
      }
    }
    return population;
  }

  /**
   * Records words that are zero, up to the block of the first that is not.
   *
   * @return the word to go on with
   */
  private int skipZeros(long[] words, int first, int end) {
    int word = first;
    int step;
    int found;
    do {
      step = Math.min(STRETCH_WORDS, end - word);
      found = Arrays.mismatch(words, word, word + step, ZEROS, 0, step);
      word += found < 0 ? step : found;
    } while (found < 0 && word < end);
    int next = word == end ? end : Math.max(first, word & -64);
    if (next > first) {
      markZero(first, next - 1);
    }
    return next;
  }

  /**
   * Counts bits without a branch in the loop, so that newer JITs use vectors.
   *
   * @return bits, or {@link #NONE} if a word is zero
   */
  private static int dense(long[] words, int from, int end) {
    int population = 0;
    int signs = 0;
    for (int word = from; word < end; word++) {
      int bits = Long.bitCount(words[word]);
      population += bits;
      signs |= bits - 1;
    }
    return signs < 0 ? NONE : population;
  }

  /** The same for words of one block. Where dirt is mixed, branches on it would be guesses. */
  private int rebuildBlock(long[] words, int first, int end) {
    int population = 0;
    long nonZero = 0;
    for (int word = end - 1; word >= first; word--) {
      long bits = words[word];
      population += Long.bitCount(bits);
      nonZero = nonZero << 1 | (bits | -bits) >>> 63;
    }
    int s = first >>> 6;
    long range = (-1L << first) & (-1L >>> -end);
    summary[s] = (summary[s] & ~range) | nonZero << first;
    return population;
  }

  /**
   * Brings the levels above the summary up to date after a part of it has been rebuilt.
   *
   * @param firstSummary first summary word of the part
   * @param lastSummary last one
   */
  void rebuildAbove(int firstSummary, int lastSummary) {
    int first = firstSummary;
    int last = lastSummary;
    for (int k = 1; k < levels.length; k++) {
      long[] below = levels[k - 1];
      long[] level = levels[k];
      for (int i = first; i <= last; i++) {
        long bit = 1L << i;
        level[i >>> 6] = below[i] == 0 ? level[i >>> 6] & ~bit : level[i >>> 6] | bit;
      }
      first >>>= 6;
      last >>>= 6;
    }
  }

  /**
   * Adds all levels above the summary of a bitmap of the same length. Costs a 4096th of the words,
   * without a branch for each.
   */
  void mergeAbove(Levels source) {
    for (int k = 1; k < levels.length; k++) {
      long[] to = levels[k];
      long[] from = source.levels[k];
      for (int i = 0; i < to.length; i++) {
        to[i] |= from[i];
      }
    }
  }

  /**
   * Finds a non-zero word.
   *
   * @param from the first word to look at; may be the number of words
   * @return the lowest one, or {@link #NONE}
   */
  int nextNonZero(int from) {
    int s = from >>> 6;
    if (s >= summary.length) {
      return NONE;
    }
    long rest = summary[s] >>> from;
    return rest != 0 ? from + Long.numberOfTrailingZeros(rest) : climb(s + 1);
  }

  private int climb(int from) {
    int at = from;
    for (int k = 1; k < levels.length; k++) {
      long[] level = levels[k];
      int i = at >>> 6;
      if (i >= level.length) {
        return NONE;
      }
      long rest = level[i] >>> at;
      if (rest != 0) {
        return descend(k, at + Long.numberOfTrailingZeros(rest));
      }
      at = i + 1;
    }
    return NONE;
  }

  private int descend(int from, int child) {
    int at = child;
    for (int k = from - 1; k >= 0; k--) {
      at = (at << 6) + Long.numberOfTrailingZeros(levels[k][at]);
    }
    return at;
  }

  /**
   * How many words in a row are non-zero.
   *
   * @param from a non-zero word
   * @param most where to stop counting, 1 or more
   * @return 1 to {@code most}
   */
  int runLength(int from, int most) {
    int run = Long.numberOfTrailingZeros(~(summary[from >>> 6] >>> from));
    int s = (from >>> 6) + 1;
    if (run == 64 - (from & 63)) {
      while (run < most && s < summary.length) {
        int more = Long.numberOfTrailingZeros(~summary[s++]);
        run += more;
        if (more != 64) {
          break;
        }
      }
    }
    return Math.min(run, most);
  }
}
