package dev.dirtybench.backend.adaptive;

import java.nio.LongBuffer;

/**
 * A piece of 2^16 bits as one stretch of words, for a rest: what lies before and after is clean.
 *
 * <p>Element 0 is the header that a {@link PackedPiece} has, too, with the first word in the place
 * of the number of entries, a multiple of 64. From element 1 on stand the words, then a summary of
 * them as in a {@link WordPiece}. Where dirt is dense and fine in one place it is smaller than a
 * list, and read without decoding. It is never changed but to be emptied, which makes it an empty
 * list.
 */
final class SpanPiece {
  private SpanPiece() {}

  static boolean is(long[] piece) {
    return PackedPiece.isSpan(piece);
  }

  /**
   * Copies the words of a piece from the block of the first that is not zero to the last.
   *
   * @param words a piece of words, not clean
   */
  static long[] of(long[] words) {
    int first = WordPiece.nextNonZero(words, 0) & -64;
    int length = WordPiece.lastNonZero(words) + 1 - first;
    long[] piece = new long[used(length)];
    System.arraycopy(words, first, piece, 1, length);
    int blocks = piece.length - 1 - length;
    System.arraycopy(words, WordPiece.SUMMARY + (first >>> 6), piece, 1 + length, blocks);
    piece[0] = PackedPiece.spanHeader(first, length, WordPiece.count(words));
    return piece;
  }

  /** Elements that a span takes, the header included. */
  static int length(long[] words) {
    return used(WordPiece.lastNonZero(words) + 1 - (WordPiece.nextNonZero(words, 0) & -64));
  }

  /**
   * Elements that a span takes, the header included.
   *
   * @param words words of it
   */
  static int used(int words) {
    return 1 + words + (words + 63 >>> 6);
  }

  private static int first(long[] piece) {
    return PackedPiece.size(piece);
  }

  private static int words(long[] piece) {
    return PackedPiece.spanLength(piece);
  }

  static int nextSet(long[] piece, int bit) {
    int at = (bit >>> 6) - first(piece);
    int words = words(piece);
    if (at >= words) {
      return WordPiece.NONE;
    }
    if (at >= 0) {
      long rest = piece[1 + at] >>> bit;
      if (rest != 0) {
        return bit + Long.numberOfTrailingZeros(rest);
      }
    }
    at = Math.max(at + 1, 0);
    while (at < words && piece[1 + at] == 0) {
      at++;
    }
    return at == words
        ? WordPiece.NONE
        : (first(piece) + at << 6) + Long.numberOfTrailingZeros(piece[1 + at]);
  }

  static int nextClear(long[] piece, int bit) {
    int at = (bit >>> 6) - first(piece);
    int words = words(piece);
    if (at < 0 || at >= words) {
      return bit;
    }
    long rest = ~piece[1 + at] >>> bit;
    if (rest != 0) {
      return bit + Long.numberOfTrailingZeros(rest);
    }
    at++;
    while (at < words && piece[1 + at] == -1L) {
      at++;
    }
    int base = first(piece) + at << 6;
    return at == words ? base : base + Long.numberOfTrailingZeros(~piece[1 + at]);
  }

  /**
   * Adds the bits to a piece of words.
   *
   * @return how many were clear before
   */
  static int or(long[] piece, long[] words) {
    int first = first(piece);
    int length = words(piece);
    int added = 0;
    for (int at = 0; at < length; at += 64) {
      long nonZero = piece[1 + length + (at >>> 6)];
      if (nonZero != 0) {
        words[WordPiece.SUMMARY + (first + at >>> 6)] |= nonZero;
        added += WordPiece.or(words, piece, first + at, nonZero, 1 - first);
      }
    }
    words[WordPiece.COUNT] += added;
    return added;
  }

  /**
   * Writes the words of a part over zeros.
   *
   * @param firstWord first word of the part
   * @param endWord its end, exclusive
   * @param target where to, at the same places from {@code base} on
   * @param base where {@code firstWord} belongs
   */
  static void overlay(long[] piece, int firstWord, int endWord, LongBuffer target, int base) {
    int from = Math.max(firstWord, first(piece));
    int to = Math.min(endWord, first(piece) + words(piece));
    if (from < to) {
      target.put(base + from - firstWord, piece, 1 + from - first(piece), to - from);
    }
  }

  /**
   * Copies words until one is zero.
   *
   * @param word a word of the piece that is not zero
   * @param target where to
   * @param at first index in {@code target}, which has room for a word there
   * @return how many were copied
   */
  static int copyRun(long[] piece, int word, long[] target, int at) {
    int from = 1 + word - first(piece);
    int most = Math.min(target.length - at, 1 + words(piece) - from);
    int done = 0;
    while (done < most && piece[from + done] != 0) {
      target[at + done] = piece[from + done];
      done++;
    }
    return done;
  }
}
