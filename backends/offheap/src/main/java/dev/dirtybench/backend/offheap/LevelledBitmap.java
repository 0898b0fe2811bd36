package dev.dirtybench.backend.offheap;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.spi.WordCursor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A bitmap in the words of a {@link WordMemory}, with summary levels in other such memory above
 * them.
 *
 * <p>A set inside one word costs one word update, and touches a summary only when the word was
 * zero. Searching, merging, counting and clearing skip what the summaries call empty. The count of
 * set bits is kept. Nothing but creating, growing and merging another kind of bitmap allocates.
 *
 * <p>What touches many words in a row is left to the memory, which may do it at once; a backend's
 * subclass adds its limit and its name in a profile, and no behaviour.
 */
public abstract class LevelledBitmap extends Bitmap {
  private static final boolean LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  /** Words of a load that are copied, then counted: few enough to be still in the cache. */
  private static final int STRETCH_WORDS = 4096;

  private final BitLimit limit;
  private final BitTally tally = new BitTally();
  private WordStorage storage;
  private WordMemory words;
  private SummaryLevels levels;
  private long setCount;

  /**
   * A bitmap of words that are all zero, or of others if {@link #countPresentBits} follows.
   *
   * @param size size of the disk in bytes, 0 or more
   * @param granularity bytes per bit
   * @param limit what the words can hold, and which this bitmap is within
   * @param storage holds the words; this bitmap closes it, at once if it cannot be created
   */
  protected LevelledBitmap(
      long size, Granularity granularity, BitLimit limit, WordStorage storage) {
    super(size, granularity);
    this.limit = limit;
    this.storage = storage;
    this.words = storage.words();
    try {
      this.levels = new SummaryLevels(words.count(), storage::newSummaries);
    } catch (Throwable e) {
      storage.release();
      throw e;
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
      if (isRun(rest)) {
        int from = Long.numberOfTrailingZeros(rest);
        count += words.bitCount((block << 6) + from, Long.bitCount(rest));
      } else {
        for (; rest != 0; rest &= rest - 1) {
          count += Long.bitCount(words.get((block << 6) + Long.numberOfTrailingZeros(rest)));
        }
      }
      block = levels.nextBlock(block + 1);
    }
    return count;
  }

  /**
   * Whether words that are not none stand side by side, so that they can be gone through at once.
   */
  private static boolean isRun(long words) {
    return (words + (words & -words) & words) == 0 && (words & words - 1) != 0;
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
  protected long countBits(long firstBit, long count) {
    long first = firstBit >>> 6;
    long last = (firstBit + count - 1) >>> 6;
    long head = words.get(first) & -1L << firstBit;
    long tailMask = -1L >>> -(firstBit + count);
    if (first == last) {
      return Long.bitCount(head & tailMask);
    }
    long between = last - first > 1 ? countWords(first + 1, last) : 0;
    return Long.bitCount(head) + between + Long.bitCount(words.get(last) & tailMask);
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
    if (rest == 0) {
      word = words.firstNotFull(word + 1, last + 1);
      if (word > last) {
        return NONE;
      }
      rest = ~words.get(word);
    }
    long bit = (word << 6) + Long.numberOfTrailingZeros(rest);
    return bit < endBit ? bit : NONE;
  }

  @Override
  protected void resizeBits(long newBitCount) {
    limit.check(newBitCount);
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
    SummaryLevels newLevels = new SummaryLevels(newCount, storage::newSummaries);
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
      int here = (int) (blockEnd - word);
      setCount += words.or(word, source, at, here);
      long nonZero = 0;
      for (int i = 0; i < here; i++) {
        nonZero |= (source[at + i] == 0 ? 0L : 1L) << i;
      }
      nonZero <<= word;
      levels.replace(block, nonZero, nonZero);
      word = blockEnd;
      at += here;
    }
  }

  /** Counts words that came in unseen and makes their summaries true. */
  private void summarize(long first, long end) {
    long word = first;
    while (word < end) {
      long block = word >>> 6;
      long blockEnd = Math.min((block + 1) << 6, end);
      int here = (int) (blockEnd - word);
      long nonZero = words.summarize(word, here, tally) << word;
      levels.replace(block, blockMask(block, word, blockEnd), nonZero);
      word = blockEnd;
    }
    setCount += tally.take();
  }

  @Override
  protected boolean scanWords(WordCursor cursor) {
    return WordScan.step(words, levels, cursor);
  }

  @Override
  protected void mergeBits(Bitmap source) {
    if (source instanceof LevelledBitmap other) {
      mergeWords(other);
    } else {
      super.mergeBits(source);
    }
  }

  private void mergeWords(LevelledBitmap source) {
    WordMemory from = source.words;
    long block = source.levels.nextBlock(0);
    while (block != NONE) {
      long nonZero = source.levels.block(block);
      if (isRun(nonZero)) {
        long first = (block << 6) + Long.numberOfTrailingZeros(nonZero);
        setCount += words.or(first, from, Long.bitCount(nonZero));
      } else {
        setCount += orOneByOne(from, block, nonZero);
      }
      levels.replace(block, nonZero, nonZero);
      block = source.levels.nextBlock(block + 1);
    }
  }

  private long orOneByOne(WordMemory from, long block, long nonZero) {
    long added = 0;
    for (long rest = nonZero; rest != 0; rest &= rest - 1) {
      long word = (block << 6) + Long.numberOfTrailingZeros(rest);
      long old = words.get(word);
      long now = old | from.get(word);
      words.put(word, now);
      added += Long.bitCount(now ^ old);
    }
    return added;
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
    long before = count == words.count() ? setCount : countWords(first, first + count);
    setCount -= before;
    // Stretch by stretch, so that words are counted while they are in the nearest cache.
    long word = first;
    while (word <= last) {
      int step = (int) Math.min(last + 1 - word, STRETCH_WORDS - (word & STRETCH_WORDS - 1));
      words.readFrom(source, word, step);
      if (word + step > last) {
        words.put(last, words.get(last) & wordMask(last));
      }
      summarize(word, word + step);
      word += step;
    }
  }

  /** Finds the set bits of words that were there before this bitmap, ghost bits included. */
  protected final void countPresentBits() {
    setCount = 0;
    summarize(0, words.count());
  }

  /**
   * Bits past the end in the last word, which only words have that were there before.
   *
   * @return the bits in their places, 0 if there are none
   */
  protected final long presentGhostBits() {
    long last = words.count() - 1;
    return last < 0 ? 0 : words.get(last) & ~wordMask(last);
  }

  @Override
  public long offHeapBytes() {
    return words == null ? 0 : words.reservedBytes() + levels.reservedBytes();
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
