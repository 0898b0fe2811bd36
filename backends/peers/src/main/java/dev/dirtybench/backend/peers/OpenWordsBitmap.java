package dev.dirtybench.backend.peers;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.spi.WordCursor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/**
 * A bitmap over a library's flat bit set that shows its array of words, as Lucene's and HPPC's do.
 *
 * <p>What the library has no call for, a search for a clear bit and the moves of words, is done on
 * that array, as its users do it. Words are read anew for every call: a library may replace them.
 */
abstract class OpenWordsBitmap extends Bitmap {
  OpenWordsBitmap(long size, Granularity granularity) {
    super(size, granularity);
  }

  /** The library's words to be read, at least {@link #wordCount()} of them. */
  abstract long[] words();

  /** The library's words to be written: it may be told so. */
  abstract long[] wordsToWrite();

  @Override
  protected final long nextClearBit(long firstBit, long endBit) {
    long[] words = words();
    int at = (int) (firstBit >>> 6);
    int last = (int) ((endBit - 1) >>> 6);
    long clear = ~words[at] & -1L << firstBit;
    while (clear == 0) {
      if (at == last) {
        return NONE;
      }
      clear = ~words[++at];
    }
    long bit = ((long) at << 6) + Long.numberOfTrailingZeros(clear);
    return bit < endBit ? bit : NONE;
  }

  @Override
  protected final long countBits(long firstBit, long count) {
    long[] words = words();
    long endBit = firstBit + count;
    int first = (int) (firstBit >>> 6);
    int last = (int) ((endBit - 1) >>> 6);
    long head = -1L << firstBit;
    long tail = -1L >>> -endBit;
    if (first == last) {
      return Long.bitCount(words[first] & head & tail);
    }
    long sum = Long.bitCount(words[first] & head) + Long.bitCount(words[last] & tail);
    for (int i = first + 1; i < last; i++) {
      sum += Long.bitCount(words[i]);
    }
    return sum;
  }

  @Override
  protected final void getWords(long firstWord, long[] target, int from, int count) {
    System.arraycopy(words(), (int) firstWord, target, from, count);
  }

  @Override
  protected final void putWords(long firstWord, long[] source, int from, int count) {
    System.arraycopy(source, from, wordsToWrite(), (int) firstWord, count);
  }

  @Override
  protected final void orWords(long firstWord, long[] source, int from, int count) {
    long[] words = wordsToWrite();
    int first = (int) firstWord;
    for (int i = 0; i < count; i++) {
      words[first + i] |= source[from + i];
    }
  }

  @Override
  protected final boolean scanWords(WordCursor cursor) {
    long[] words = words();
    int end = (int) wordCount();
    int first = (int) cursor.position();
    while (first < end && words[first] == 0) {
      first++;
    }
    if (first == end) {
      return false;
    }
    int most = Math.min(end - first, cursor.words().length);
    int count = 1;
    while (count < most && words[first + count] != 0) {
      count++;
    }
    System.arraycopy(words, first, cursor.words(), 0, count);
    cursor.accept(first, count);
    return true;
  }

  @Override
  protected final void serializeWords(long firstWord, int count, ByteBuffer target) {
    littleEndian(target).put(words(), (int) firstWord, count);
    target.position(target.position() + (count << 3));
  }

  @Override
  protected final void deserializeWords(long firstWord, int count, ByteBuffer source) {
    long[] words = wordsToWrite();
    int first = (int) firstWord;
    littleEndian(source).get(words, first, count);
    words[first + count - 1] &= wordMask(firstWord + count - 1);
    source.position(source.position() + (count << 3));
  }

  private static LongBuffer littleEndian(ByteBuffer buffer) {
    return buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
  }

  /**
   * A copy of the words for another size, without the bits behind it.
   *
   * @param words to be copied
   * @param wordCount of the copy
   * @param bitCount of the copy
   */
  static long[] resized(long[] words, int wordCount, long bitCount) {
    long[] copy = new long[wordCount];
    System.arraycopy(words, 0, copy, 0, Math.min(words.length, wordCount));
    if ((bitCount & 63) != 0) {
      copy[wordCount - 1] &= -1L >>> -bitCount;
    }
    return copy;
  }
}
