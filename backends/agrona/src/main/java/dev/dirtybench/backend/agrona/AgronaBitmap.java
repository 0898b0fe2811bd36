package dev.dirtybench.backend.agrona;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.spi.WordCursor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A bitmap in off-heap words with summary levels above them.
 *
 * <p>A set inside one word costs one word update, and touches a summary only when the word was
 * zero. Searching, merging, counting and clearing skip what the summaries call empty. The count of
 * set bits is kept. Nothing but creating, growing and merging another backend's bitmap allocates.
 */
final class AgronaBitmap extends Bitmap {
  /** The most bits that one block of words holds. */
  static final long MAX_BITS = (long) AlignedWords.MAX_COUNT << 6;

  private static final boolean LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  private AlignedWords words;
  private SummaryLevels levels;
  private long setCount;

  /**
   * An empty bitmap.
   *
   * @param size size of the disk in bytes, 0 or more
   * @param granularity bytes per bit
   */
  AgronaBitmap(long size, Granularity granularity) {
    super(size, granularity);
    int count = checkedWordCount(bitCount());
    words = new AlignedWords(count);
    levels = levelsOrFree(count, words);
  }

  private static int checkedWordCount(long bits) {
    if (bits > MAX_BITS) {
      throw new IllegalArgumentException(
          "backend agrona holds at most " + MAX_BITS + " bits, got " + bits);
    }
    return (int) ((bits + 63) >>> 6);
  }

  private static SummaryLevels levelsOrFree(int count, AlignedWords words) {
    try {
      return new SummaryLevels(count);
    } catch (Throwable e) {
      words.free();
      throw e;
    }
  }

  @Override
  protected void setBits(long firstBit, long count) {
    long endBit = firstBit + count;
    int first = (int) (firstBit >>> 6);
    int last = (int) ((endBit - 1) >>> 6);
    long head = -1L << firstBit;
    long tail = -1L >>> -endBit;
    if (first == last) {
      setInWord(first, head & tail);
    } else {
      setInWord(first, head);
      setInWord(last, tail);
      if (last - first > 1) {
        setWords(first + 1, last);
      }
    }
  }

  private void setInWord(int word, long mask) {
    long old = words.get(word);
    long now = old | mask;
    if (now != old) {
      words.put(word, now);
      setCount += Long.bitCount(now ^ old);
      if (old == 0) {
        levels.mark(word);
      }
    }
  }

  private void setWords(int first, int end) {
    setCount += ((long) (end - first) << 6) - countWords(first, end);
    words.fill(first, end - first, (byte) -1);
    for (int block = first >>> 6; block <= (end - 1) >>> 6; block++) {
      long inside = blockMask(block, first, end);
      levels.replace(block, inside, inside);
    }
  }

  @Override
  protected void clearBits(long firstBit, long count) {
    long endBit = firstBit + count;
    int first = (int) (firstBit >>> 6);
    int last = (int) ((endBit - 1) >>> 6);
    long head = -1L << firstBit;
    long tail = -1L >>> -endBit;
    if (first == last) {
      clearInWord(first, head & tail);
    } else {
      clearInWord(first, head);
      clearInWord(last, tail);
      if (last - first > 1) {
        setCount -= countWords(first + 1, last);
        clearWords(first + 1, last);
      }
    }
  }

  private void clearInWord(int word, long mask) {
    long old = words.get(word);
    long now = old & ~mask;
    if (now != old) {
      words.put(word, now);
      setCount -= Long.bitCount(now ^ old);
      if (now == 0) {
        levels.unmark(word);
      }
    }
  }

  @Override
  protected void clearAllBits() {
    if (setCount != 0) {
      clearWords(0, words.count());
      setCount = 0;
    }
  }

  private void clearWords(int first, int end) {
    int last = (end - 1) >>> 6;
    int block = levels.nextBlock(first >>> 6);
    while (block != NONE && block <= last) {
      long nonZero = levels.block(block) & blockMask(block, first, end);
      if (nonZero != 0) {
        int from = Long.numberOfTrailingZeros(nonZero);
        int to = 64 - Long.numberOfLeadingZeros(nonZero);
        words.fill((block << 6) + from, to - from, (byte) 0);
        levels.replace(block, nonZero, 0);
      }
      block = levels.nextBlock(block + 1);
    }
  }

  private long countWords(int first, int end) {
    long count = 0;
    int last = (end - 1) >>> 6;
    int block = levels.nextBlock(first >>> 6);
    while (block != NONE && block <= last) {
      long rest = levels.block(block) & blockMask(block, first, end);
      while (rest != 0) {
        count += Long.bitCount(words.get((block << 6) + Long.numberOfTrailingZeros(rest)));
        rest &= rest - 1;
      }
      block = levels.nextBlock(block + 1);
    }
    return count;
  }

  /** Which words of a block lie in a range that has words in it. */
  private static long blockMask(int block, int first, int end) {
    int from = Math.max(first - (block << 6), 0);
    int to = Math.min(end - (block << 6), 64);
    return (-1L << from) & (-1L >>> -to);
  }

  @Override
  protected boolean getBit(long bit) {
    return (words.get((int) (bit >>> 6)) >>> bit & 1) != 0;
  }

  @Override
  protected long countBits() {
    return setCount;
  }

  @Override
  protected long nextSetBit(long firstBit, long endBit) {
    int word = (int) (firstBit >>> 6);
    long rest = words.get(word) & (-1L << firstBit);
    if (rest == 0) {
      word = levels.next(word + 1);
      if (word == NONE) {
        return NONE;
      }
      rest = words.get(word);
    }
    long bit = ((long) word << 6) + Long.numberOfTrailingZeros(rest);
    return bit < endBit ? bit : NONE;
  }

  @Override
  protected long nextClearBit(long firstBit, long endBit) {
    int word = (int) (firstBit >>> 6);
    int last = (int) ((endBit - 1) >>> 6);
    long rest = ~words.get(word) & (-1L << firstBit);
    while (rest == 0) {
      if (word == last) {
        return NONE;
      }
      word++;
      rest = ~words.get(word);
    }
    long bit = ((long) word << 6) + Long.numberOfTrailingZeros(rest);
    return bit < endBit ? bit : NONE;
  }

  @Override
  protected void resizeBits(long newBitCount) {
    int newCount = checkedWordCount(newBitCount);
    long dropped = bitCount() - newBitCount;
    if (newCount == words.count()) {
      if (dropped > 0) {
        clearBits(newBitCount, dropped);
      }
      return;
    }
    AlignedWords newWords = new AlignedWords(newCount);
    SummaryLevels newLevels = levelsOrFree(newCount, newWords);
    if (dropped > 0) {
      clearBits(newBitCount, dropped);
    }
    copyBlocks(newWords, newLevels);
    release();
    words = newWords;
    levels = newLevels;
  }

  private void copyBlocks(AlignedWords newWords, SummaryLevels newLevels) {
    int common = Math.min(words.count(), newWords.count());
    int block = levels.nextBlock(0);
    while (block != NONE) {
      long nonZero = levels.block(block);
      int first = block << 6;
      newWords.copyFrom(first, words, Math.min(64, common - first));
      newLevels.replace(block, -1L, nonZero);
      block = levels.nextBlock(block + 1);
    }
  }

  @Override
  protected void getWords(long firstWord, long[] target, int from, int count) {
    words.copyTo((int) firstWord, target, from, count);
  }

  @Override
  protected void putWords(long firstWord, long[] source, int from, int count) {
    int first = (int) firstWord;
    setCount -= countWords(first, first + count);
    words.copyFrom(first, source, from, count);
    summarize(first, first + count);
  }

  @Override
  protected void orWords(long firstWord, long[] source, int from, int count) {
    int word = (int) firstWord;
    int end = word + count;
    int at = from;
    while (word < end) {
      int block = word >>> 6;
      int blockEnd = Math.min((block + 1) << 6, end);
      long nonZero = 0;
      long added = 0;
      for (; word < blockEnd; word++, at++) {
        long old = words.get(word);
        long now = old | source[at];
        words.put(word, now);
        added += Long.bitCount(now ^ old);
        nonZero |= (now == 0 ? 0L : 1L) << word;
      }
      setCount += added;
      levels.replace(block, nonZero, nonZero);
    }
  }

  /** Counts words that came in unseen and makes their summaries true. */
  private void summarize(int first, int end) {
    int word = first;
    while (word < end) {
      int block = word >>> 6;
      int blockEnd = Math.min((block + 1) << 6, end);
      long mask = blockMask(block, word, blockEnd);
      long nonZero = 0;
      long count = 0;
      for (; word < blockEnd; word++) {
        long value = words.get(word);
        count += Long.bitCount(value);
        nonZero |= (value == 0 ? 0L : 1L) << word;
      }
      setCount += count;
      levels.replace(block, mask, nonZero);
    }
  }

  @Override
  protected boolean scanWords(WordCursor cursor) {
    int word = (int) cursor.position();
    if (words.get(word) == 0) {
      word = levels.next(word + 1);
      if (word == NONE) {
        return false;
      }
    }
    long[] target = cursor.words();
    int limit = (int) Math.min((long) word + target.length, words.count());
    int count = levels.runEnd(word, limit) - word;
    words.copyTo(word, target, 0, count);
    cursor.accept(word, count);
    return true;
  }

  @Override
  protected void mergeBits(Bitmap source) {
    if (source instanceof AgronaBitmap other) {
      mergeWords(other);
    } else {
      super.mergeBits(source);
    }
  }

  private void mergeWords(AgronaBitmap source) {
    AlignedWords from = source.words;
    int block = source.levels.nextBlock(0);
    while (block != NONE) {
      long nonZero = source.levels.block(block);
      long added = 0;
      for (long rest = nonZero; rest != 0; rest &= rest - 1) {
        int word = (block << 6) + Long.numberOfTrailingZeros(rest);
        long old = words.get(word);
        long now = old | from.get(word);
        words.put(word, now);
        added += Long.bitCount(now ^ old);
      }
      setCount += added;
      levels.replace(block, nonZero, nonZero);
      block = source.levels.nextBlock(block + 1);
    }
  }

  @Override
  protected void serializeWords(long firstWord, int count, ByteBuffer target) {
    if (LITTLE_ENDIAN) {
      words.writeTo(target, (int) firstWord, count);
    } else {
      super.serializeWords(firstWord, count, target);
    }
  }

  @Override
  protected void deserializeWords(long firstWord, int count, ByteBuffer source) {
    if (!LITTLE_ENDIAN) {
      super.deserializeWords(firstWord, count, source);
      return;
    }
    int first = (int) firstWord;
    int last = first + count - 1;
    long before = countWords(first, first + count);
    words.readFrom(source, first, count);
    words.put(last, words.get(last) & wordMask(last));
    setCount -= before;
    summarize(first, first + count);
  }

  @Override
  public long offHeapBytes() {
    return words == null ? 0 : words.reservedBytes() + levels.reservedBytes();
  }

  @Override
  protected void release() {
    words.free();
    levels.free();
    words = null;
    levels = null;
  }
}
