package dev.dirtybench.backend.hbitmap;

import java.util.Arrays;

/**
 * Work on ranges of a bitmap's words that lets the {@link Levels} say where something is to be
 * done.
 *
 * <p>Most of it goes by blocks, the up to 64 words below one word of the summary. In a block with
 * few non-zero words it visits these only; from a quarter of the block on it runs straight through
 * from the first of them to the last, which is then cheaper than to find each of them.
 */
final class WordRanges {
  private static final int DENSE = 16;

  /** So many words are changed in less time than the levels take to say which of them are zero. */
  private static final int FEW_WORDS = 16;

  private WordRanges() {}

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
   * Sets every bit of a range of words; the levels are left as they were.
   *
   * <p>Full words, which a trace sets again and again, are only read; zero ones, which the levels
   * know, are only written.
   *
   * @param words the bitmap's words
   * @param levels the levels above them
   * @param full learns which blocks are full now
   * @param first first word of the range
   * @param end end of the range, exclusive, more than {@code first}
   * @return how many bits were clear before
   */
  static long fill(long[] words, Levels levels, FullBlocks full, int first, int end) {
    if (end - first <= FEW_WORDS) {
      return fillFew(words, first, end);
    }
    long added = 0;
    int word = full.firstNotFull(words, first, end);
    while (word < end) {
      int next = levels.nextNonZero(word);
      int zeroEnd = next == Levels.NONE ? end : Math.min(end, next);
      int stop = zeroEnd;
      if (zeroEnd - word > FEW_WORDS) {
        Arrays.fill(words, word, zeroEnd, -1L);
        added += (long) (zeroEnd - word) << 6;
      } else {
        stop = end - word > 64 ? word + 64 : end;
        added += fillFew(words, word, stop);
      }
      word = full.firstNotFull(words, stop, end);
    }
    full.mark(first + 63 >>> 6, end >>> 6);
    return added;
  }

  private static int fillFew(long[] words, int first, int end) {
    int added = 0;
    for (int word = first; word < end; word++) {
      added += Long.bitCount(~words[word]);
      words[word] = -1L;
    }
    return added;
  }

  /**
   * Finds a word with a clear bit. Costs the full words it passes, four of them a branch.
   *
   * @param words the bitmap's words
   * @param first first word of the range
   * @param end end of the range, exclusive
   * @return the lowest one; {@code end}, or {@code first} if that is more, if there is none
   */
  static int firstNotFull(long[] words, int first, int end) {
    int word = first;
    while (word <= end - 4
        && (words[word] & words[word + 1] & words[word + 2] & words[word + 3]) == -1L) {
      word += 4;
    }
    while (word < end && words[word] == -1L) {
      word++;
    }
    return word;
  }

  /**
   * Zeroes a range of words; the levels are left as they were.
   *
   * @param words the bitmap's words
   * @param levels the levels above them
   * @param first first word of the range
   * @param end end of the range, exclusive, more than {@code first}
   * @param bits how many bits are set in the range; it tells how dense the range can be
   */
  static void zero(long[] words, Levels levels, int first, int end, long bits) {
    if (bits >>> 2 >= end - first) {
      Arrays.fill(words, first, end, 0);
      return;
    }
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

  /**
   * Adds the bits of another bitmap that is dense throughout: straight through all words.
   *
   * @param words the words to add to
   * @param levels the levels above them
   * @param source the other bitmap's words, as many
   * @param sourceLevels the levels above those
   * @return how many bits are set now
   */
  static long mergeDense(long[] words, Levels levels, long[] source, Levels sourceLevels) {
    long[] to = levels.level(0);
    long[] from = sourceLevels.level(0);
    for (int block = 0; block < to.length; block++) {
      to[block] |= from[block];
    }
    levels.mergeAbove(sourceLevels);
    long count = 0;
    for (int word = 0; word < words.length; word++) {
      long united = words[word] | source[word];
      words[word] = united;
      count += Long.bitCount(united);
    }
    return count;
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
