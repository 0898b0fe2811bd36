package dev.dirtybench.backend.adaptive;

import java.nio.LongBuffer;
import java.util.Arrays;

/** Moves words between the pieces of a directory and a buffer, in bulk. */
final class Transfer {
  private static final int SHIFT = 10;
  private static final int INSIDE = WordPiece.WORDS - 1;

  private Transfer() {}

  /**
   * Copies words out.
   *
   * @param target where to, from its position on; the position moves
   */
  static void get(Directory directory, long firstWord, int words, LongBuffer target) {
    long word = firstWord;
    long end = firstWord + words;
    while (word < end) {
      long[] piece = directory.get((int) (word >>> SHIFT));
      int first = (int) word & INSIDE;
      int step = (int) Math.min(end - word, WordPiece.WORDS - first);
      if (WordPiece.is(piece)) {
        target.put(piece, first, step);
      } else {
        int base = target.position();
        target.put(Directory.EMPTY, first, step);
        if (GatheredPiece.is(piece)) {
          GatheredPiece.overlay(piece, first, first + step, target, base);
        } else {
          ListWords.overlay(piece, first, first + step, target, base);
        }
      }
      word += step;
    }
  }

  /**
   * Replaces words.
   *
   * <p>Pieces that are words, and those replaced in part, which become words, are loaded in place.
   * The others are looked at first and take the smallest form of what is loaded.
   *
   * @param source where from, from its position on
   * @param bitCount bits of the bitmap; what lies past them is dropped
   * @return how many bits more are set than before
   */
  static long put(
      Directory directory, long firstWord, int words, LongBuffer source, long bitCount) {
    int firstPiece = (int) (firstWord >>> SHIFT);
    int lastPiece = (int) (firstWord + words - 1 >>> SHIFT);
    long[][] fresh = fresh(directory, firstWord, words, source, bitCount);
    for (int chunk = directory.chunkOf(firstPiece);
        chunk <= directory.chunkOf(lastPiece);
        chunk++) {
      directory.own(chunk);
    }
    // From here on nothing can fail.
    long added = 0;
    for (int number = firstPiece; number <= lastPiece; number++) {
      long[] piece = directory.get(number);
      added -= Forms.count(piece);
      long[] ready = fresh[number - firstPiece];
      if (ready == null) {
        load(piece, number, firstWord, words, source, bitCount);
        ready = piece;
      } else if (isPart(number, firstWord, words, bitCount)) {
        load(ready, number, firstWord, words, source, bitCount);
      }
      directory.set(number, ready);
      added += Forms.count(ready);
    }
    return added;
  }

  /** The pieces that take the place of others; null where the present one is loaded in place. */
  private static long[][] fresh(
      Directory directory, long firstWord, int words, LongBuffer source, long bitCount) {
    int firstPiece = (int) (firstWord >>> SHIFT);
    int lastPiece = (int) (firstWord + words - 1 >>> SHIFT);
    long[][] fresh = new long[lastPiece - firstPiece + 1][];
    long[] spare = null;
    for (int number = firstPiece; number <= lastPiece; number++) {
      long[] piece = directory.get(number);
      if (WordPiece.is(piece) && piece != Directory.EMPTY && piece != Directory.FULL) {
        continue;
      }
      if (isPart(number, firstWord, words, bitCount)) {
        fresh[number - firstPiece] = Forms.toWords(piece);
        continue;
      }
      if (Forms.isLoadedOften(piece)) {
        fresh[number - firstPiece] = WordPiece.create();
        load(fresh[number - firstPiece], number, firstWord, words, source, bitCount);
        continue;
      }
      long[] loaded = spare == null ? WordPiece.create() : spare;
      if (number == lastPiece && spare != null) {
        // The last piece may end early.
        Arrays.fill(loaded, 0);
      }
      load(loaded, number, firstWord, words, source, bitCount);
      fresh[number - firstPiece] = Forms.resting(loaded, 0);
      spare = fresh[number - firstPiece] == loaded ? null : loaded;
      Forms.keepWarm(piece, fresh[number - firstPiece]);
    }
    return fresh;
  }

  /** Whether words of a piece are left as they were. */
  private static boolean isPart(int number, long firstWord, int words, long bitCount) {
    long base = (long) number << SHIFT;
    long end = Math.min(base + WordPiece.WORDS, bitCount + 63 >>> 6);
    return firstWord > base || firstWord + words < end;
  }

  private static void load(
      long[] piece, int number, long firstWord, int words, LongBuffer source, long bitCount) {
    long base = (long) number << SHIFT;
    long first = Math.max(base, firstWord);
    long end = Math.min(base + WordPiece.WORDS, firstWord + words);
    int at = source.position() + (int) (first - firstWord);
    source.get(at, piece, (int) (first - base), (int) (end - first));
    if (end << 6 > bitCount) {
      piece[(int) (end - 1 - base)] &= -1L >>> -bitCount;
    }
    WordPiece.rebuild(piece);
  }
}
