package dev.dirtybench.backend.hbitmap;

import java.util.Arrays;

/**
 * Work on a bitmap's non-zero words, found through its {@link Levels}.
 *
 * <p>It goes by blocks, the up to 64 words below one word of the summary. In a block with few
 * non-zero words it visits these only; from a quarter of the block on it runs straight through from
 * the first of them to the last, which is then cheaper than to find each of them.
 */
final class NonZeroWords {
  private static final int DENSE = 16;

  private NonZeroWords() {}

  /**
   * Counts the set bits of a range of words.
   *
   * @param words the bitmap's words
   * @param levels the levels above them
   * @param first first word of the range
   * @param end end of the range, exclusive, more than {@code first}
   * @return bits
   */
  static long population(long[] words, Levels levels, int first, int end) {
    long population = 0;
    for (int block = first >>> 6; block <= end - 1 >>> 6; block++) {
      population += population(words, block, levels.summary(block, first, end));
    }
    return population;
  }

  /**
   * Zeroes a range of words; the levels are left as they were.
   *
   * @param words the bitmap's words
   * @param levels the levels above them
   * @param first first word of the range
   * @param end end of the range, exclusive, more than {@code first}
   */
  static void zero(long[] words, Levels levels, int first, int end) {
    for (int block = first >>> 6; block <= end - 1 >>> 6; block++) {
      zero(words, block, levels.summary(block, first, end));
    }
  }

  /**
   * Zeroes every word, and the levels.
   *
   * @param words the bitmap's words
   * @param levels the levels above them
   * @param bits how many bits are set; it tells how dense the bitmap can be
   */
  static void zeroAll(long[] words, Levels levels, long bits) {
    if (bits >= words.length >>> 2 && levels.isDense()) {
      Arrays.fill(words, 0);
      levels.clear();
      return;
    }
    long[] summary = levels.level(0);
    long[] second = levels.level(1);
    for (int i = 0; i < second.length; i++) {
      for (long rest = second[i]; rest != 0; rest &= rest - 1) {
        int block = first(i, rest);
        zero(words, block, summary[block]);
        summary[block] = 0;
      }
    }
    levels.clearAbove();
  }

  /**
   * Adds the bits of another bitmap.
   *
   * @param words the words to add to
   * @param levels the levels above them
   * @param source the other bitmap's words, as many
   * @param sourceLevels the levels above those
   * @return how many bits were clear before
   */
  static long merge(long[] words, Levels levels, long[] source, Levels sourceLevels) {
    long[] to = levels.level(0);
    long[] from = sourceLevels.level(0);
    long[] second = sourceLevels.level(1);
    long added = 0;
    for (int i = 0; i < second.length; i++) {
      for (long rest = second[i]; rest != 0; rest &= rest - 1) {
        int block = first(i, rest);
        to[block] |= from[block];
        added += merge(words, source, block, from[block]);
      }
    }
    levels.mergeAbove(sourceLevels);
    return added;
  }

  private static boolean isDense(long nonZero) {
    return Long.bitCount(nonZero) >= DENSE;
  }

  private static int first(int block, long nonZero) {
    return (block << 6) + Long.numberOfTrailingZeros(nonZero);
  }

  private static int last(int block, long nonZero) {
    return (block << 6) + 63 - Long.numberOfLeadingZeros(nonZero);
  }

  private static int population(long[] words, int block, long nonZero) {
    int population = 0;
    if (isDense(nonZero)) {
      int last = last(block, nonZero);
      for (int word = first(block, nonZero); word <= last; word++) {
        population += Long.bitCount(words[word]);
      }
    } else {
      for (long rest = nonZero; rest != 0; rest &= rest - 1) {
        population += Long.bitCount(words[first(block, rest)]);
      }
    }
    return population;
  }

  private static void zero(long[] words, int block, long nonZero) {
    if (isDense(nonZero)) {
      int last = last(block, nonZero);
      for (int word = first(block, nonZero); word <= last; word++) {
        words[word] = 0;
      }
    } else {
      for (long rest = nonZero; rest != 0; rest &= rest - 1) {
        words[first(block, rest)] = 0;
      }
    }
  }

  private static int merge(long[] words, long[] source, int block, long nonZero) {
    int added = 0;
    if (isDense(nonZero)) {
      int last = last(block, nonZero);
      for (int word = first(block, nonZero); word <= last; word++) {
        long old = words[word];
        long more = source[word];
        words[word] = old | more;
        added += Long.bitCount(more & ~old);
      }
    } else {
      for (long rest = nonZero; rest != 0; rest &= rest - 1) {
        int word = first(block, rest);
        long old = words[word];
        long more = source[word];
        words[word] = old | more;
        added += Long.bitCount(more & ~old);
      }
    }
    return added;
  }
}
