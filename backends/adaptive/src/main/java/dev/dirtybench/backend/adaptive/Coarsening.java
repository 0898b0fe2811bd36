package dev.dirtybench.backend.adaptive;

/**
 * Marks in a bitmap what is set in one of a finer granularity, by whole pieces, runs and words.
 *
 * <p>Where 64 source bits or more fall into one bit of the target, it is the summaries of the
 * source's pieces that are read and not their words.
 */
final class Coarsening {
  private static final int SHIFT = 16;
  private static final int WORD_SHIFT = 6;
  private static final int BLOCK_SHIFT = 12;

  /** How many times neighbours can join within a word. */
  private static final int FOLDS = 6;

  /** For each fold: the lowest bit of each group. */
  private static final long[] LOWEST = new long[FOLDS];

  /** For each fold and step of {@link #folded}: which bits are kept. */
  private static final long[][] KEPT = new long[FOLDS][FOLDS];

  static {
    for (int fold = 0; fold < FOLDS; fold++) {
      for (int at = 0; at < 64; at += 1 << fold) {
        LOWEST[fold] |= 1L << at;
      }
      for (int step = 0; step < FOLDS - fold; step++) {
        int width = 2 << step;
        for (int at = 0; at < 64; at += width << fold) {
          KEPT[fold][step] |= -1L >>> 64 - width << at;
        }
      }
    }
  }

  private Coarsening() {}

  /**
   * Marks.
   *
   * @param target is clean
   * @param source pieces of the finer bitmap
   * @param shift binary logarithm of how many source bits make a target bit, 1 or more
   */
  static void into(AdaptiveBitmap target, Directory source, int shift) {
    int end = source.pieces();
    int number = source.nextNotEmpty(0, end);
    while (number < end) {
      long[] piece = source.get(number);
      long base = (long) number << SHIFT;
      int next = number + 1;
      if (Forms.count(piece) == WordPiece.BITS) {
        next = source.nextNotFull(next, end);
        target.mark(base >>> shift, ((long) next << SHIFT) - 1 >>> shift);
      } else if (shift >= SHIFT) {
        target.mark(base >>> shift, base >>> shift);
      } else if (WordPiece.is(piece) || GatheredPiece.is(piece)) {
        blocks(target, piece, base, shift);
      } else {
        entries(target, piece, base, shift);
      }
      number = source.nextNotEmpty(next, end);
    }
  }

  private static void entries(AdaptiveBitmap target, long[] list, long base, int shift) {
    int size = PackedPiece.size(list);
    for (int i = 0; i < size; i++) {
      int entry = PackedPiece.entry(list, i);
      target.mark(base + (entry & 0xFFFF) >>> shift, base + (entry >>> 16) >>> shift);
    }
  }

  private static void blocks(AdaptiveBitmap target, long[] piece, long base, int shift) {
    boolean gathered = !WordPiece.is(piece);
    int at = gathered ? GatheredPiece.index(piece, 0) : 0;
    for (int block = 0; block < WordPiece.WORDS >>> 6; block++) {
      long nonZero =
          gathered ? GatheredPiece.nonZero(piece, block) : piece[WordPiece.SUMMARY + block];
      long first = base + ((long) block << BLOCK_SHIFT);
      if (nonZero == 0) {
        continue;
      }
      if (shift >= BLOCK_SHIFT) {
        target.mark(first >>> shift, first >>> shift);
      } else if (shift >= WORD_SHIFT) {
        add(target, nonZero, first >>> WORD_SHIFT, shift - WORD_SHIFT);
      } else {
        for (long rest = nonZero; rest != 0; rest &= rest - 1) {
          int word = Long.numberOfTrailingZeros(rest);
          long bits = gathered ? piece[at++] : piece[(block << 6) + word];
          add(target, bits, first + ((long) word << 6), shift);
        }
      }
    }
  }

  /** Hands on 64 bits, the first of them with a number, of which {@code 1 << fold} become one. */
  private static void add(AdaptiveBitmap target, long bits, long number, int fold) {
    long first = number >>> fold;
    target.addToWord(first >>> 6, folded(bits, fold) << first);
  }

  /**
   * Unites neighbouring bits.
   *
   * @param bits a word
   * @param fold binary logarithm of how many bits become one, 0 to 5
   * @return {@code 64 >> fold} bits, the lowest first
   */
  static long folded(long bits, int fold) {
    if (fold == 0) {
      return bits;
    }
    long united = bits;
    for (int i = 0; i < fold; i++) {
      united |= united >>> (1 << i);
    }
    // Of each group the lowest bit tells; step by step they move together, two and two.
    united &= LOWEST[fold];
    for (int step = 0; step < FOLDS - fold; step++) {
      int width = 1 << step;
      united = (united | united >>> (width << fold) - width) & KEPT[fold][step];
    }
    return united;
  }
}
