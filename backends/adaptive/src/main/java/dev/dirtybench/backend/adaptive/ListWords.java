package dev.dirtybench.backend.adaptive;

import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * The ways from words to a list and back; of a list is meant a {@link PackedPiece} with entries.
 */
final class ListWords {
  private static final long POSITIONS = Long.MIN_VALUE;

  private ListWords() {}

  /**
   * Packs a piece of words as the shorter kind.
   *
   * @param words neither clean nor wholly dirty
   * @param runs how many runs it has
   */
  static long[] of(long[] words, int runs) {
    int count = WordPiece.count(words);
    long[] piece = new long[PackedPiece.length(runs, count)];
    boolean positions = PackedPiece.prefersPositions(runs, count);
    int size = 0;
    int bit = WordPiece.nextSet(words, 0);
    while (bit != WordPiece.NONE) {
      int end = positions ? bit + 1 : WordPiece.nextClear(words, bit);
      if (positions) {
        PackedPiece.putPosition(piece, size++, bit);
      } else {
        PackedPiece.put(piece, size++, bit, end - 1);
      }
      bit = end == WordPiece.BITS ? WordPiece.NONE : WordPiece.nextSet(words, end);
    }
    piece[0] = positions ? POSITIONS : 0;
    PackedPiece.resize(piece, size, count);
    return piece;
  }

  /**
   * Adds the bits to a piece of words.
   *
   * @return how many were clear before
   */
  static int or(long[] piece, long[] words) {
    return PackedPiece.holdsPositions(piece) ? orPositions(piece, words) : orRuns(piece, words);
  }

  private static int orPositions(long[] piece, long[] words) {
    int size = PackedPiece.size(piece);
    int added = 0;
    for (int i = 0; i < size; i++) {
      int bit = (int) (piece[1 + (i >>> 2)] >>> (i << 4)) & 0xFFFF;
      int word = bit >>> 6;
      long old = words[word];
      words[word] = old | 1L << bit;
      words[WordPiece.SUMMARY + (word >>> 6)] |= 1L << word;
      added += (int) (~old >>> bit) & 1;
    }
    words[WordPiece.COUNT] += added;
    return added;
  }

  private static int orRuns(long[] piece, long[] words) {
    int size = PackedPiece.size(piece);
    int inWords = 0;
    int across = 0;
    for (int i = 0; i < size; i++) {
      int entry = (int) (piece[1 + (i >>> 1)] >>> (i << 5));
      int first = entry & 0xFFFF;
      int last = entry >>> 16;
      int word = first >>> 6;
      if (word == last >>> 6) {
        long mask = -1L << first & -1L >>> ~last;
        long old = words[word];
        words[word] = old | mask;
        words[WordPiece.SUMMARY + (word >>> 6)] |= 1L << word;
        inWords += Long.bitCount(mask & ~old);
      } else {
        across += WordPiece.set(words, first, last);
      }
    }
    words[WordPiece.COUNT] += inWords;
    return inWords + across;
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
    int size = PackedPiece.size(piece);
    int shift = base - firstWord;
    int word = -1;
    long bits = 0;
    for (int i = PackedPiece.search(piece, firstWord << 6, 0, size); i < size; i++) {
      int first = Math.max(PackedPiece.first(piece, i), firstWord << 6);
      int last = Math.min(PackedPiece.last(piece, i), (endWord << 6) - 1);
      if (first > last) {
        break;
      }
      if (first >>> 6 != word) {
        if (word >= 0) {
          target.put(word + shift, bits);
        }
        word = first >>> 6;
        bits = 0;
      }
      int end = last >>> 6;
      if (end == word) {
        bits |= -1L << first & -1L >>> ~last;
      } else {
        target.put(word + shift, bits | -1L << first);
        if (end - word > 1) {
          target.put(word + 1 + shift, Directory.FULL, 0, end - word - 1);
        }
        word = end;
        bits = -1L >>> ~last;
      }
    }
    if (word >= 0) {
      target.put(word + shift, bits);
    }
  }

  /**
   * Copies words until one is zero.
   *
   * @param word a word of the piece that is not zero
   * @param i the first entry that does not end before it
   * @param target where to
   * @param at first index in {@code target}, which has room for a word there
   * @return how many were copied
   */
  static int copyRun(long[] piece, int word, int i, long[] target, int at) {
    int size = PackedPiece.size(piece);
    int most = Math.min(target.length - at, WordPiece.WORDS - word);
    int done = 0;
    long bits = 0;
    for (int k = i; k < size; k++) {
      int entry = PackedPiece.entry(piece, k);
      int first = Math.max(entry & 0xFFFF, word << 6);
      int last = entry >>> 16;
      int gap = (first >>> 6) - word - done;
      if (gap > 0) {
        target[at + done++] = bits;
        bits = 0;
        if (gap > 1 || done == most) {
          return done;
        }
      }
      int more = Math.min((last >>> 6) - word, most) - done;
      bits |= -1L << first;
      if (more > 0) {
        target[at + done] = bits;
        Arrays.fill(target, at + done + 1, at + done + more, -1L);
        done += more;
        if (done == most) {
          return done;
        }
        bits = -1L;
      }
      bits &= -1L >>> ~last;
    }
    target[at + done++] = bits;
    return done;
  }
}
