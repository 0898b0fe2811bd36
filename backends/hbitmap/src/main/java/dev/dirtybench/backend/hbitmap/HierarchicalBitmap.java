package dev.dirtybench.backend.hbitmap;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.spi.WordCursor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/**
 * A bitmap of flat words under levels that summarise 64 words in one, after the structure of QEMU's
 * HBitmap.
 *
 * <p>A set that stays inside one word costs that word, and the level above only when the word was
 * zero before. The count is kept, never scanned for. A search for dirt, a scan, a merge of another
 * such bitmap and a clear of everything cost the non-empty words, not the disk; a search for a
 * clean byte costs the full words it passes for the first time.
 *
 * <p>The structure goes to 2^41 bits by design. Here one Java array holds all words, so that it
 * ends at 2^37 - 4096 bits, 16 GiB of heap: 8 PiB of disk at a granularity of 64 KiB. Memory is the
 * bits and a 63rd of them, whatever is dirty.
 *
 * <p>Belongs to one thread at a time. {@link #close()} leaves the memory to the collector.
 */
public final class HierarchicalBitmap extends Bitmap {
  /** A multiple of 64 just under what a Java array can have, so that no word index overflows. */
  private static final int MAX_WORDS = Integer.MAX_VALUE - 63;

  static final long MAX_BITS = (long) MAX_WORDS << 6;

  private static final long[] RELEASED = {};

  private long[] words;
  private Levels levels;
  private FullBlocks full;
  private long count;

  /**
   * The word where the last search ended that left its own word: a hint, right or wrong.
   *
   * <p>In a scan the next search starts in that word, but at a bit that is only known once the word
   * has been read. A search that finds its word equal to the hint goes on from the hint, so that
   * the processor may read ahead instead of waiting for every word in turn. That is why both
   * branches of a search read alike: a conditional expression would be folded into one.
   */
  private int lastFound;

  HierarchicalBitmap(long size, Granularity granularity) {
    super(size, granularity);
    int wordCount = wordsFor(bitCount());
    this.words = new long[wordCount];
    this.levels = new Levels(wordCount);
    this.full = new FullBlocks(wordCount);
  }

  private static int wordsFor(long bits) {
    if (bits > MAX_BITS) {
      throw new IllegalArgumentException(
          "a hierarchical bitmap holds at most "
              + MAX_BITS
              + " bits, got "
              + bits
              + "; take a larger granularity");
    }
    return (int) ((bits + 63) >>> 6);
  }

  // For the test of the invariant.

  long[] words() {
    return words;
  }

  Levels levels() {
    return levels;
  }

  FullBlocks full() {
    return full;
  }

  // Bits.

  @Override
  protected void setBits(long firstBit, long bits) {
    long lastBit = firstBit + bits - 1;
    int first = (int) (firstBit >>> 6);
    int last = (int) (lastBit >>> 6);
    long head = -1L << firstBit;
    long tail = -1L >>> ~lastBit;
    if (first == last) {
      setInWord(first, head & tail);
    } else {
      setAcrossWords(first, head, last, tail);
    }
  }

  private void setInWord(int word, long mask) {
    long old = words[word];
    long now = old | mask;
    if (now != old) {
      words[word] = now;
      count += Long.bitCount(now ^ old);
      if (old == 0) {
        levels.markNonZero(word);
      }
    }
  }

  private void setAcrossWords(int first, long head, int last, long tail) {
    long atFirst = words[first];
    long atLast = words[last];
    words[first] = atFirst | head;
    words[last] = atLast | tail;
    int atEdges = Long.bitCount(head & ~atFirst) + Long.bitCount(tail & ~atLast);
    count += atEdges;
    long inside = last - first > 1 ? WordRanges.fill(words, levels, full, first + 1, last) : 0;
    if ((atEdges | inside) != 0) {
      count += inside;
      levels.markNonZero(first, last);
    }
  }

  @Override
  protected void clearBits(long firstBit, long bits) {
    long lastBit = firstBit + bits - 1;
    int first = (int) (firstBit >>> 6);
    int last = (int) (lastBit >>> 6);
    long head = -1L << firstBit;
    long tail = -1L >>> ~lastBit;
    if (first == last) {
      clearInWord(first, head & tail);
      return;
    }
    clearInWord(first, head);
    clearInWord(last, tail);
    if (last - first > 1) {
      clearWords(first + 1, last);
    }
  }

  private void clearInWord(int word, long mask) {
    long old = words[word];
    long now = old & ~mask;
    words[word] = now;
    count -= Long.bitCount(old & mask);
    if (old == -1L) {
      full.forget(word >>> 6);
    }
    if (now == 0 && old != 0) {
      levels.markZero(word);
    }
  }

  private void clearWords(int first, int end) {
    long removed = population(first, end);
    if (removed != 0) {
      WordRanges.zero(words, levels, first, end, removed);
      levels.markZero(first, end - 1);
      full.forget(first >>> 6, end - 1 >>> 6);
      count -= removed;
    }
  }

  @Override
  protected void clearAllBits() {
    if (count != 0) {
      WordRanges.zeroAll(words, levels, count);
      full.forgetAll();
      count = 0;
    }
  }

  /** Counts the set bits of words; of the rest instead where that is less. */
  private long population(int first, int end) {
    if (count == 0 || first == end) {
      return 0;
    }
    if (end - first > words.length >>> 1) {
      return count - population(0, first) - population(end, words.length);
    }
    return WordRanges.population(words, levels, first, end);
  }

  @Override
  protected boolean getBit(long bit) {
    return (words[(int) (bit >>> 6)] >>> bit & 1) != 0;
  }

  @Override
  protected long countBits() {
    return count;
  }

  @Override
  protected long countBits(long firstBit, long bits) {
    long lastBit = firstBit + bits - 1;
    int first = (int) (firstBit >>> 6);
    int last = (int) (lastBit >>> 6);
    long head = -1L << firstBit;
    long tail = -1L >>> ~lastBit;
    if (first == last) {
      return Long.bitCount(words[first] & head & tail);
    }
    return Long.bitCount(words[first] & head)
        + population(first + 1, last)
        + Long.bitCount(words[last] & tail);
  }

  @Override
  protected long nextSetBit(long firstBit, long endBit) {
    int word = (int) (firstBit >>> 6);
    int found = lastFound;
    if (word == found) {
      long rest = words[found] >>> firstBit;
      return rest != 0
          ? inRange(firstBit + Long.numberOfTrailingZeros(rest), endBit)
          : nextSetBitAfter(found, endBit);
    }
    long rest = words[word] >>> firstBit;
    return rest != 0
        ? inRange(firstBit + Long.numberOfTrailingZeros(rest), endBit)
        : nextSetBitAfter(word, endBit);
  }

  private long nextSetBitAfter(int word, long endBit) {
    int next = levels.nextNonZero(word + 1);
    if (next == NONE) {
      return NONE;
    }
    lastFound = next;
    return inRange(((long) next << 6) + Long.numberOfTrailingZeros(words[next]), endBit);
  }

  @Override
  protected long nextClearBit(long firstBit, long endBit) {
    int word = (int) (firstBit >>> 6);
    int found = lastFound;
    long rest = (word == found ? ~words[found] : ~words[word]) >>> firstBit;
    return rest != 0
        ? inRange(firstBit + Long.numberOfTrailingZeros(rest), endBit)
        : inRange(clearBitAfter(word, (int) ((endBit + 63) >>> 6)), endBit);
  }

  private static long inRange(long bit, long endBit) {
    return bit < endBit ? bit : NONE;
  }

  /** The first clear bit in the words after a full one, or the end of the words. */
  private long clearBitAfter(int after, int endWord) {
    int word = full.firstNotFull(words, after + 1, endWord);
    long bit = (long) word << 6;
    return word >= endWord ? bit : bit + Long.numberOfTrailingZeros(~words[word]);
  }

  @Override
  protected void resizeBits(long newBitCount) {
    int wordCount = wordsFor(newBitCount);
    long[] newWords = words;
    Levels newLevels = levels;
    FullBlocks newFull = full;
    if (wordCount != words.length) {
      newWords = new long[wordCount];
      newLevels = new Levels(wordCount);
      newFull = new FullBlocks(wordCount);
    }
    // From here on nothing can fail.
    if (newBitCount < bitCount()) {
      clearBits(newBitCount, bitCount() - newBitCount);
    }
    if (newWords != words) {
      System.arraycopy(words, 0, newWords, 0, Math.min(words.length, wordCount));
      newLevels.copyFrom(levels);
      newFull.copyFrom(full, Math.min(words.length, wordCount) >>> 6);
      words = newWords;
      levels = newLevels;
      full = newFull;
    }
  }

  @Override
  protected void release() {
    words = RELEASED;
    levels = new Levels(0);
    full = new FullBlocks(0);
    count = 0;
  }

  // Words.

  @Override
  protected void getWords(long firstWord, long[] target, int from, int wordCount) {
    System.arraycopy(words, (int) firstWord, target, from, wordCount);
  }

  @Override
  protected void putWords(long firstWord, long[] source, int from, int wordCount) {
    int first = (int) firstWord;
    int end = first + wordCount;
    count -= population(first, end);
    full.forget(first >>> 6, end - 1 >>> 6);
    System.arraycopy(source, from, words, first, wordCount);
    count += levels.rebuildSummary(words, first, end);
    levels.rebuildAbove(first >>> 6, end - 1 >>> 6);
  }

  @Override
  protected void orWords(long firstWord, long[] source, int from, int wordCount) {
    int first = (int) firstWord;
    int end = first + wordCount;
    int word = first;
    while (word < end) {
      int block = word >>> 6;
      int blockEnd = Math.min(end, (block + 1) << 6);
      int added = 0;
      long nonZero = 0;
      for (; word < blockEnd; word++) {
        long more = source[from + (word - first)];
        long old = words[word];
        words[word] = old | more;
        added += Long.bitCount(more & ~old);
        nonZero |= (more | -more) >>> 63 << word;
      }
      if (added != 0) {
        levels.addToSummary(block, nonZero);
        count += added;
      }
    }
  }

  @Override
  protected boolean scanWords(WordCursor cursor) {
    return WordScan.step(words, levels, cursor);
  }

  @Override
  protected void mergeBits(Bitmap source) {
    if (source instanceof HierarchicalBitmap other) {
      if (other.count >= words.length >>> 2 && other.levels.isDenseThroughout()) {
        count = WordRanges.mergeDense(words, levels, other.words, other.levels);
      } else if (other.count != 0) {
        count += WordRanges.merge(words, levels, other.words, other.levels);
      }
    } else {
      super.mergeBits(source);
    }
  }

  @Override
  protected void mergeFiner(Bitmap source, int shift) {
    if (source instanceof HierarchicalBitmap other && Coarsening.isPossible(other.levels, shift)) {
      Coarsening.merge(other.words, other.levels, shift, this::setInWord);
    } else {
      super.mergeFiner(source, shift);
    }
  }

  @Override
  protected void serializeWords(long firstWord, int wordCount, ByteBuffer target) {
    littleEndian(target).put(words, (int) firstWord, wordCount);
    target.position(target.position() + (wordCount << 3));
  }

  @Override
  protected void deserializeWords(long firstWord, int wordCount, ByteBuffer source) {
    LongBuffer in = littleEndian(source);
    int first = (int) firstWord;
    int end = first + wordCount;
    count -= population(first, end);
    full.forget(first >>> 6, end - 1 >>> 6);
    // Stretch by stretch, so that words are counted while they are in the nearest cache.
    int word = first;
    while (word < end) {
      int stop = Math.min(end, word + Levels.STRETCH_WORDS & -Levels.STRETCH_WORDS);
      in.get(words, word, stop - word);
      if (stop == end) {
        words[end - 1] &= wordMask(end - 1);
      }
      count += levels.rebuildSummary(words, word, stop);
      word = stop;
    }
    levels.rebuildAbove(first >>> 6, end - 1 >>> 6);
    source.position(source.position() + (wordCount << 3));
  }

  private static LongBuffer littleEndian(ByteBuffer buffer) {
    return buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
  }
}
