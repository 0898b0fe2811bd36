package dev.dirtybench.backend.chronicle;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.spi.WordCursor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A bitmap in the words of a Chronicle store, in memory or in a file, with summary levels in native
 * memory above them.
 *
 * <p>A set inside one word costs one word update, and touches a summary only when the word was
 * zero. Searching, merging, counting and clearing skip what the summaries call empty. The count of
 * set bits is kept. Nothing but creating, growing and merging another backend's bitmap allocates.
 */
final class ChronicleBitmap extends Bitmap {
  /** The most bits, 256 GiB of words: what QEMU's bitmap holds, too. Every index is a long. */
  static final long MAX_BITS = 1L << 41;

  private static final boolean LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  private WordStorage storage;
  private StoreWords words;
  private SummaryLevels levels;
  private long setCount;

  /**
   * A bitmap of words that are all zero, or of others if {@link #load} follows.
   *
   * @param size size of the disk in bytes, 0 or more
   * @param granularity bytes per bit
   * @param storage holds the words; this bitmap closes it, at once if it cannot be created
   */
  ChronicleBitmap(long size, Granularity granularity, WordStorage storage) {
    super(size, granularity);
    this.storage = storage;
    this.words = storage.words();
    try {
      this.levels = new SummaryLevels(words.count());
    } catch (Throwable e) {
      storage.close(this, 0);
      throw e;
    }
  }

  static void checkBitCount(long bits) {
    if (bits < 0 || bits > MAX_BITS) {
      throw new IllegalArgumentException(
          "backend chronicle holds at most " + MAX_BITS + " bits, got " + bits);
    }
  }

  @Override
  protected void setBits(long firstBit, long count) {
    long endBit = firstBit + count;
    long first = firstBit >>> 6;
    long last = (endBit - 1) >>> 6;
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

  private void setInWord(long word, long mask) {
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

  private void setWords(long first, long end) {
    setCount += ((end - first) << 6) - countWords(first, end);
    words.fill(first, end - first, (byte) -1);
    for (long block = first >>> 6; block <= (end - 1) >>> 6; block++) {
      long inside = blockMask(block, first, end);
      levels.replace(block, inside, inside);
    }
  }

  @Override
  protected void clearBits(long firstBit, long count) {
    long endBit = firstBit + count;
    long first = firstBit >>> 6;
    long last = (endBit - 1) >>> 6;
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

  private void clearInWord(long word, long mask) {
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

  private void clearWords(long first, long end) {
    long last = (end - 1) >>> 6;
    long block = levels.nextBlock(first >>> 6);
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

  private long countWords(long first, long end) {
    long count = 0;
    long last = (end - 1) >>> 6;
    long block = levels.nextBlock(first >>> 6);
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
  private static long blockMask(long block, long first, long end) {
    long from = Math.max(first - (block << 6), 0);
    long to = Math.min(end - (block << 6), 64);
    return (-1L << from) & (-1L >>> -to);
  }

  @Override
  protected boolean getBit(long bit) {
    return (words.get(bit >>> 6) >>> bit & 1) != 0;
  }

  @Override
  protected long countBits() {
    return setCount;
  }

  @Override
  protected long nextSetBit(long firstBit, long endBit) {
    long word = firstBit >>> 6;
    long rest = words.get(word) & (-1L << firstBit);
    if (rest == 0) {
      word = levels.next(word + 1);
      if (word == NONE) {
        return NONE;
      }
      rest = words.get(word);
    }
    long bit = (word << 6) + Long.numberOfTrailingZeros(rest);
    return bit < endBit ? bit : NONE;
  }

  @Override
  protected long nextClearBit(long firstBit, long endBit) {
    long word = firstBit >>> 6;
    long last = (endBit - 1) >>> 6;
    long rest = ~words.get(word) & (-1L << firstBit);
    while (rest == 0) {
      if (word == last) {
        return NONE;
      }
      word++;
      rest = ~words.get(word);
    }
    long bit = (word << 6) + Long.numberOfTrailingZeros(rest);
    return bit < endBit ? bit : NONE;
  }

  @Override
  protected void resizeBits(long newBitCount) {
    checkBitCount(newBitCount);
    long newCount = (newBitCount + 63) >>> 6;
    long dropped = bitCount() - newBitCount;
    if (newCount != words.count()) {
      resizeWords(newCount);
    }
    if (dropped > 0 && (newBitCount & 63) != 0) {
      clearInWord(newCount - 1, -1L << newBitCount);
    }
  }

  private void resizeWords(long newCount) {
    long lost = newCount < words.count() ? countWords(newCount, words.count()) : 0;
    SummaryLevels newLevels = new SummaryLevels(newCount);
    try {
      storage.resize(newCount);
    } catch (Throwable e) {
      newLevels.free();
      throw e;
    }
    long block = levels.nextBlock(0);
    while (block != NONE && block < newLevels.blockCount()) {
      newLevels.replace(block, -1L, levels.block(block) & blockMask(block, 0, newCount));
      block = levels.nextBlock(block + 1);
    }
    levels.free();
    levels = newLevels;
    words = storage.words();
    setCount -= lost;
  }

  @Override
  protected void getWords(long firstWord, long[] target, int from, int count) {
    words.copyTo(firstWord, target, from, count);
  }

  @Override
  protected void putWords(long firstWord, long[] source, int from, int count) {
    long first = firstWord;
    setCount -= countWords(first, first + count);
    words.copyFrom(first, source, from, count);
    summarize(first, first + count);
  }

  @Override
  protected void orWords(long firstWord, long[] source, int from, int count) {
    long word = firstWord;
    long end = word + count;
    int at = from;
    while (word < end) {
      long block = word >>> 6;
      long blockEnd = Math.min((block + 1) << 6, end);
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
  private void summarize(long first, long end) {
    long word = first;
    while (word < end) {
      long block = word >>> 6;
      long blockEnd = Math.min((block + 1) << 6, end);
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
    long word = cursor.position();
    if (words.get(word) == 0) {
      word = levels.next(word + 1);
      if (word == NONE) {
        return false;
      }
    }
    long[] target = cursor.words();
    long limit = Math.min(word + target.length, words.count());
    int count = (int) (levels.runEnd(word, limit) - word);
    words.copyTo(word, target, 0, count);
    cursor.accept(word, count);
    return true;
  }

  @Override
  protected void mergeBits(Bitmap source) {
    if (source instanceof ChronicleBitmap other) {
      mergeWords(other);
    } else {
      super.mergeBits(source);
    }
  }

  private void mergeWords(ChronicleBitmap source) {
    StoreWords from = source.words;
    long block = source.levels.nextBlock(0);
    while (block != NONE) {
      long nonZero = source.levels.block(block);
      long added = 0;
      for (long rest = nonZero; rest != 0; rest &= rest - 1) {
        long word = (block << 6) + Long.numberOfTrailingZeros(rest);
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
      words.writeTo(target, firstWord, count);
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
    long first = firstWord;
    long last = first + count - 1;
    long before = countWords(first, first + count);
    words.readFrom(source, first, count);
    words.put(last, words.get(last) & wordMask(last));
    setCount -= before;
    summarize(first, first + count);
  }

  /** Finds the set bits of words that were there before this bitmap, ghost bits included. */
  void load() {
    setCount = 0;
    summarize(0, words.count());
  }

  /** Bits past the end in the last word, which only a damaged file has. */
  long ghostBits() {
    long last = words.count() - 1;
    return last < 0 ? 0 : words.get(last) & ~wordMask(last);
  }

  @Override
  public long offHeapBytes() {
    return words == null ? 0 : storage.reservedBytes() + levels.reservedBytes();
  }

  @Override
  protected void release() {
    words = null;
    try {
      storage.close(this, setCount);
    } finally {
      levels.free();
      storage = null;
      levels = null;
    }
  }
}
