package dev.dirtybench.backend.adaptive;

import java.nio.LongBuffer;

/**
 * A piece of 2^16 bits as its non-zero words, side by side, for a rest.
 *
 * <p>Element 0 is the header that a {@link PackedPiece} has, too, with one bit for each of the 16
 * blocks of 64 words in the place of the number of entries: those that have a word here. Then come
 * the masks of these blocks, which say which of their words are not zero, then these words. It is
 * read at the speed of words, without decoding, and takes little more than a list where the dirt is
 * fine. It is never changed but to be emptied, which makes it an empty list.
 */
final class GatheredPiece {
  private static final int MASKS = 1;

  private GatheredPiece() {}

  static boolean is(long[] piece) {
    return PackedPiece.isGathered(piece);
  }

  /**
   * Gathers the non-zero words of a piece.
   *
   * @param words a piece of words, not clean
   */
  static long[] of(long[] words) {
    int blocks = 0;
    for (int s = 0; s < WordPiece.WORDS >>> 6; s++) {
      blocks |= words[WordPiece.SUMMARY + s] == 0 ? 0 : 1 << s;
    }
    int size = WordPiece.nonZeroWords(words);
    int mask = MASKS;
    int at = MASKS + Integer.bitCount(blocks);
    long[] piece = new long[at + size];
    for (int rest = blocks; rest != 0; rest &= rest - 1) {
      int s = Integer.numberOfTrailingZeros(rest);
      long nonZero = words[WordPiece.SUMMARY + s];
      piece[mask++] = nonZero;
      for (; nonZero != 0; nonZero &= nonZero - 1) {
        piece[at++] = words[(s << 6) + Long.numberOfTrailingZeros(nonZero)];
      }
    }
    piece[0] = PackedPiece.gatheredHeader(blocks, size, WordPiece.count(words));
    return piece;
  }

  /** Elements that the gathered words of a piece of words take, the header included. */
  static int length(long[] words) {
    int length = MASKS + WordPiece.nonZeroWords(words);
    for (int s = WordPiece.SUMMARY; s < WordPiece.SUMMARY_END; s++) {
      length += words[s] == 0 ? 0 : 1;
    }
    return length;
  }

  /** Elements that are in use, the header included. */
  static int used(long[] piece) {
    return firstWord(piece) + PackedPiece.gatheredWords(piece);
  }

  /** Which blocks have a word that is not zero. */
  static int blocks(long[] piece) {
    return PackedPiece.size(piece);
  }

  /** Index of the first word that is not zero. */
  private static int firstWord(long[] piece) {
    return MASKS + Integer.bitCount(blocks(piece));
  }

  /** Index of the mask of a block, or where it would stand. */
  static int maskIndex(int blocks, int block) {
    return MASKS + Integer.bitCount(blocks & (1 << block) - 1);
  }

  /** Which words of a block are not zero. */
  static long nonZero(long[] piece, int block) {
    int blocks = blocks(piece);
    return (blocks >>> block & 1) == 0 ? 0 : piece[maskIndex(blocks, block)];
  }

  /** Index in the piece of a word, or where it would stand. */
  static int index(long[] piece, int word) {
    int blocks = blocks(piece);
    int mask = maskIndex(blocks, word >>> 6);
    int index = MASKS + Integer.bitCount(blocks);
    for (int i = MASKS; i < mask; i++) {
      index += Long.bitCount(piece[i]);
    }
    return index + Long.bitCount(nonZero(piece, word >>> 6) & ~(-1L << word));
  }

  /**
   * Finds a non-zero word.
   *
   * @param from the first to look at, at most {@link WordPiece#WORDS}
   * @return the lowest one, or {@link WordPiece#NONE}
   */
  static int nextNonZero(long[] piece, int from) {
    int blocks = blocks(piece);
    int block = from >>> 6;
    if ((blocks >>> block & 1) != 0) {
      long rest = piece[maskIndex(blocks, block)] >>> from;
      if (rest != 0) {
        return from + Long.numberOfTrailingZeros(rest);
      }
    }
    int later = blocks & -2 << block;
    if (later == 0) {
      return WordPiece.NONE;
    }
    int next = Integer.numberOfTrailingZeros(later);
    return (next << 6) + Long.numberOfTrailingZeros(piece[maskIndex(blocks, next)]);
  }

  static boolean get(long[] piece, int bit) {
    int word = bit >>> 6;
    return (nonZero(piece, word >>> 6) >>> word & 1) != 0
        && (piece[index(piece, word)] >>> bit & 1) != 0;
  }

  static int nextSet(long[] piece, int bit) {
    int word = nextNonZero(piece, bit >>> 6);
    if (word == bit >>> 6) {
      long rest = piece[index(piece, word)] >>> bit;
      if (rest != 0) {
        return bit + Long.numberOfTrailingZeros(rest);
      }
      word = nextNonZero(piece, word + 1);
    }
    return word == WordPiece.NONE
        ? WordPiece.NONE
        : (word << 6) + Long.numberOfTrailingZeros(piece[index(piece, word)]);
  }

  static int nextClear(long[] piece, int bit) {
    int word = bit >>> 6;
    if (nextNonZero(piece, word) != word) {
      return bit;
    }
    int index = index(piece, word);
    long rest = ~piece[index] >>> bit;
    if (rest != 0) {
      return bit + Long.numberOfTrailingZeros(rest);
    }
    word++;
    index++;
    while (nextNonZero(piece, word) == word && piece[index] == -1L) {
      word++;
      index++;
    }
    return nextNonZero(piece, word) == word
        ? (word << 6) + Long.numberOfTrailingZeros(~piece[index])
        : word << 6;
  }

  /**
   * How many words in a row are non-zero.
   *
   * @param from a non-zero word
   * @param most where to stop counting, 1 or more
   * @return 1 to {@code most}, not past the piece's end
   */
  static int runLength(long[] piece, int from, int most) {
    int block = from >>> 6;
    int run = Long.numberOfTrailingZeros(~(nonZero(piece, block) >>> from));
    if (run == 64 - (from & 63)) {
      while (run < most && ++block < WordPiece.WORDS >>> 6) {
        int more = Long.numberOfTrailingZeros(~nonZero(piece, block));
        run += more;
        if (more != 64) {
          break;
        }
      }
    }
    return Math.min(run, most);
  }

  /**
   * Counts the set bits of a range. Costs its non-zero words.
   *
   * @param first first bit
   * @param last last bit
   */
  static int count(long[] piece, int first, int last) {
    int count = 0;
    int word = nextNonZero(piece, first >>> 6);
    int at = word == WordPiece.NONE ? 0 : index(piece, word);
    while (word != WordPiece.NONE && word <= last >>> 6) {
      long bits = piece[at++];
      bits &= word == first >>> 6 ? -1L << first : -1L;
      bits &= word == last >>> 6 ? -1L >>> ~last : -1L;
      count += Long.bitCount(bits);
      word = nextNonZero(piece, word + 1);
    }
    return count;
  }

  /**
   * Adds the bits to a piece of words.
   *
   * @return how many were clear before
   */
  static int or(long[] piece, long[] words) {
    int blocks = blocks(piece);
    int mask = MASKS;
    int at = MASKS + Integer.bitCount(blocks);
    int added = 0;
    for (int rest = blocks; rest != 0; rest &= rest - 1) {
      int s = Integer.numberOfTrailingZeros(rest);
      long nonZero = piece[mask++];
      words[WordPiece.SUMMARY + s] |= nonZero;
      int size = Long.bitCount(nonZero);
      int word = (s << 6) + Long.numberOfTrailingZeros(nonZero);
      if (nonZero >>> word == -1L >>> 64 - size) {
        // Side by side: a straight loop.
        for (int end = word + size; word < end; word++) {
          long old = words[word];
          long more = piece[at++];
          words[word] = old | more;
          added += Long.bitCount(more & ~old);
        }
      } else {
        for (; nonZero != 0; nonZero &= nonZero - 1) {
          word = (s << 6) + Long.numberOfTrailingZeros(nonZero);
          long old = words[word];
          long more = piece[at++];
          words[word] = old | more;
          added += Long.bitCount(more & ~old);
        }
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
    int shift = base - firstWord;
    int word = nextNonZero(piece, firstWord);
    int at = word == WordPiece.NONE ? 0 : index(piece, word);
    while (word != WordPiece.NONE && word < endWord) {
      int run = runLength(piece, word, endWord - word);
      if (run == 1) {
        target.put(word + shift, piece[at]);
      } else {
        target.put(word + shift, piece, at, run);
      }
      at += run;
      word = nextNonZero(piece, word + run);
    }
  }
}
