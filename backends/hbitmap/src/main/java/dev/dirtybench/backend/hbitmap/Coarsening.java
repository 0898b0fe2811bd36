package dev.dirtybench.backend.hbitmap;

/**
 * Merges a bitmap of a finer granularity by its words.
 *
 * <p>Where 64 source bits or more fall into one bit of the target, it is the source's levels that
 * are read and not its words: a bit there says already that one of 64, or of 4096, is set.
 */
final class Coarsening {
  private static final long[] KEEP = {
    0x5555555555555555L,
    0x3333333333333333L,
    0x0f0f0f0f0f0f0f0fL,
    0x00ff00ff00ff00ffL,
    0x0000ffff0000ffffL,
    0x00000000ffffffffL,
  };

  private Coarsening() {}

  /** Takes the bits of one word of the target. */
  @FunctionalInterface
  interface Target {
    /**
     * Adds bits.
     *
     * @param word index in the target
     * @param bits at least one
     */
    void add(int word, long bits);
  }

  /** Whether the levels go far enough for so much coarser a target. */
  static boolean isPossible(Levels levels, int shift) {
    return shift / 6 <= levels.depth();
  }

  /**
   * Merges.
   *
   * @param words the source's words
   * @param levels the levels above them
   * @param shift binary logarithm of how many source bits make a target bit, 1 or more
   * @param target takes the target's words in ascending order, some of them twice or more
   */
  static void merge(long[] words, Levels levels, int shift, Target target) {
    int level = shift / 6;
    int fold = shift % 6;
    if (level == 0) {
      int word = levels.nextNonZero(0);
      while (word != Levels.NONE) {
        add(words[word], word, fold, target);
        word = levels.nextNonZero(word + 1);
      }
      return;
    }
    long[] bits = levels.level(level - 1);
    if (level == levels.depth()) {
      if (bits[0] != 0) {
        add(bits[0], 0, fold, target);
      }
      return;
    }
    long[] above = levels.level(level);
    for (int i = 0; i < above.length; i++) {
      for (long rest = above[i]; rest != 0; rest &= rest - 1) {
        int word = (i << 6) + Long.numberOfTrailingZeros(rest);
        add(bits[word], word, fold, target);
      }
    }
  }

  /** Hands on one word of a level, whose 64 bits make {@code 64 >> fold} bits of the target. */
  private static void add(long bits, int word, int fold, Target target) {
    target.add(word >>> fold, folded(bits, fold) << (word << 6 - fold));
  }

  /**
   * Unites neighbouring bits.
   *
   * @param bits a word
   * @param fold binary logarithm of how many bits become one, 0 to 5
   * @return {@code 64 >> fold} bits, the lowest first
   */
  static long folded(long bits, int fold) {
    long folded = bits;
    for (int i = 0; i < fold; i++) {
      folded = even(folded | folded >>> 1);
    }
    return folded;
  }

  /** The bits at even places, side by side. */
  private static long even(long bits) {
    long kept = bits & KEEP[0];
    for (int i = 1; i < KEEP.length; i++) {
      kept = (kept | kept >>> (1 << i - 1)) & KEEP[i];
    }
    return kept;
  }
}
