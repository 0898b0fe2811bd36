package dev.dirtybench.backend.concurrent;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.spi.SnapshotSource;
import dev.dirtybench.spi.WordCursor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Objects;

/**
 * A bitmap of flat words that several threads mark at once without a lock, under a two-level
 * summary of the words that may be non-zero.
 *
 * <h2>Which threads may do what</h2>
 *
 * <p>Any number of threads may at the same time mark, merge into this bitmap, clear, clear
 * everything, read, search, scan, count, copy words, serialise, and {@linkplain #moveDirtTo move
 * the dirt out}. Truncating, deserialising, compacting and closing need the bitmap to themselves.
 * Marking never waits and allocates nothing; a mark that finds its bits set writes nothing.
 *
 * <p>A search or scan finds every mark that was complete before its step began and was not cleared
 * or moved since; of marks under way it may find some. A count is right when nobody marks.
 *
 * <h2>The order, and why no mark is lost</h2>
 *
 * <p>There are three levels: the words, the {@linkplain Summary blocks} and the top.
 *
 * <ul>
 *   <li>A <i>mark</i> goes up. It sets its bit, or sees it set, in the word (time w); then sets or
 *       sees the word's bit in the block (time b); then sets or sees the block's bit in the top
 *       (time t); then it is complete. It does so whether or not the word or the block was zero
 *       before: the thread that made it non-zero may not have come further yet.
 *   <li>Who <i>takes</i>, to move or to clear, goes down. It takes the bits out of the top, then of
 *       each block found there, then of each word found there. A clear of a range starts at the
 *       blocks, and leaves alone the block's bit of a word that it clears in part only.
 * </ul>
 *
 * <p>Every access named is a volatile read or an atomic read-modify-write through a {@link
 * java.lang.invoke.VarHandle}, so that all of them have one total order in which the program order
 * of each thread is kept, and "before" means that order. (Whole words of a range are stored in
 * opaque mode with a full fence behind them, before the block is looked at: a taker whose write to
 * the block comes after that look comes after the fence, and its read of the word sees the store.)
 *
 * <p><i>Claim:</i> at any time after t, the mark's bit has been taken out of its word after w, or
 * is still there and someone who goes down from the top will reach it.
 *
 * <ul>
 *   <li>After b, the block has the word's bit until someone takes it. Whoever does takes the word
 *       afterwards, after b and so after w: the mark's bit is in what is taken. So after b the bit
 *       is taken or about to be, or the block has the word's bit.
 *   <li>After t, the top has the block's bit until someone takes it. Whoever does reads the block
 *       afterwards, after t and so after b, and by the line above finds the word's bit or that
 *       somebody else has it in hand.
 * </ul>
 *
 * <p><i>Snapshots:</i> moves exclude each other by a lock, which marks do not take. A mark that was
 * complete before a move began is therefore in nobody else's hand, unless a clear's, which may be
 * said to come first. So the move reaches it. A mark that a move does not reach is complete after
 * the move took the top; its bits in all levels are there for the next. What was taken is in the
 * target before the lock is released, so that nothing is lost between two snapshots.
 *
 * <p><i>Scans</i> go down too, only reading: by the claim they find what is complete. A stale bit
 * above a zero word costs a scan a look; a move, a clear of everything and {@link #compact()}
 * remove stale bits, clears of a part of a word leave them.
 *
 * <h2>What a mark does not order</h2>
 *
 * <p>A mark that finds its bits set is reads only. What the thread stored in memory before may then
 * become visible to others after the bit has been taken: a reader that takes the bit and then looks
 * at that memory may see the old content. Writes that went through the operating system are out of
 * the thread's hands when it marks; a thread that marks changes of ordinary memory calls {@link
 * java.lang.invoke.VarHandle#fullFence()} between the change and the mark.
 *
 * <p>Costs: a mark inside one word reads three words and writes those that change; a count, a scan,
 * a move and clearing everything cost the words that became non-zero since the last move, and a
 * 4096th of all words. Memory is the bits and a 63rd of them. One array ends it at 2^37 - 4096
 * bits.
 */
public final class ConcurrentBitmap extends Bitmap implements SnapshotSource {
  /** A multiple of 64 just under what a Java array can have, so that no word index overflows. */
  private static final int MAX_WORDS = Integer.MAX_VALUE - 63;

  static final long MAX_BITS = (long) MAX_WORDS << 6;

  private static final long[] RELEASED = {};

  /** Held while dirt is moved, so that no move begins while another has marks in hand. */
  private final Object moving = new Object();

  private long[] words;
  private Summary summary;

  ConcurrentBitmap(long size, Granularity granularity) {
    super(size, granularity);
    this.words = new long[wordsFor(bitCount())];
    this.summary = new Summary(words.length);
  }

  private static int wordsFor(long bits) {
    if (bits > MAX_BITS) {
      throw new IllegalArgumentException(
          "a concurrent bitmap holds at most "
              + MAX_BITS
              + " bits, got "
              + bits
              + "; take a larger granularity");
    }
    return (int) ((bits + 63) >>> 6);
  }

  // For tests.

  long[] words() {
    return words;
  }

  Summary summary() {
    return summary;
  }

  // Marking: up.

  @Override
  protected void setBits(long firstBit, long bits) {
    long lastBit = firstBit + bits - 1;
    int first = (int) (firstBit >>> 6);
    int last = (int) (lastBit >>> 6);
    long head = -1L << firstBit;
    long tail = -1L >>> ~lastBit;
    if (first == last) {
      AtomicWords.or(words, first, head & tail);
      summary.mark(first);
    } else {
      AtomicWords.or(words, first, head);
      AtomicWords.or(words, last, tail);
      AtomicWords.fill(words, first + 1, last);
      summary.mark(first, last);
    }
  }

  @Override
  protected void orWords(long firstWord, long[] source, int from, int wordCount) {
    int first = (int) firstWord;
    int end = first + wordCount;
    int word = first;
    while (word < end) {
      int block = word >>> 6;
      int blockEnd = Math.min(end, (block + 1) << 6);
      long nonZero = 0;
      for (; word < blockEnd; word++) {
        long more = source[from + (word - first)];
        if (more != 0) {
          AtomicWords.or(words, word, more);
          nonZero |= 1L << word;
        }
      }
      if (nonZero != 0) {
        summary.markBlock(block, nonZero);
      }
    }
  }

  @Override
  protected void mergeBits(Bitmap source) {
    if (!(source instanceof ConcurrentBitmap other)) {
      super.mergeBits(source);
      return;
    }
    for (int at = 0; at < other.summary.topLength(); at++) {
      for (long blocks = other.summary.top(at); blocks != 0; blocks &= blocks - 1) {
        int block = lowest(at, blocks);
        long nonZero = 0;
        for (long rest = other.summary.block(block); rest != 0; rest &= rest - 1) {
          int word = lowest(block, rest);
          long more = AtomicWords.get(other.words, word);
          if (more != 0) {
            AtomicWords.or(words, word, more);
            nonZero |= 1L << word;
          }
        }
        if (nonZero != 0) {
          summary.markBlock(block, nonZero);
        }
      }
    }
  }

  private static int lowest(int parent, long children) {
    return (parent << 6) + Long.numberOfTrailingZeros(children);
  }

  // Taking: down.

  /**
   * {@inheritDoc}
   *
   * <p>Moves of several threads wait for each other; marks wait for nobody. Of two marks that are
   * made during a move, the later may be moved and the earlier stay. Allocates nothing. Costs the
   * words that became non-zero since the last move, and a 4096th of all.
   *
   * @throws IllegalStateException if this bitmap or the target is closed
   */
  @Override
  public void moveDirtTo(Bitmap target) {
    ensureOpen();
    ConcurrentBitmap into = checkTarget(target);
    synchronized (moving) {
      for (int at = 0; at < summary.topLength(); at++) {
        for (long blocks = summary.takeTop(at); blocks != 0; blocks &= blocks - 1) {
          int block = lowest(at, blocks);
          moveWords(block, summary.takeBlock(block), into);
        }
      }
    }
  }

  private ConcurrentBitmap checkTarget(Bitmap target) {
    Objects.requireNonNull(target, "target");
    if (!(target instanceof ConcurrentBitmap into)) {
      throw new IllegalArgumentException(
          "dirt moves into a bitmap of the backend concurrent, got a "
              + target.getClass().getSimpleName()
              + "; merge the moved bitmap into that one");
    }
    if (into == this) {
      throw new IllegalArgumentException("dirt moves into another bitmap, got this one");
    }
    into.ensureOpen();
    if (into.size() != size() || !into.granularity().equals(granularity())) {
      throw new IllegalArgumentException(
          "dirt moves into a bitmap of "
              + size()
              + " bytes at granularity "
              + granularity()
              + ", got "
              + into.size()
              + " bytes at "
              + into.granularity());
    }
    return into;
  }

  private void moveWords(int block, long candidates, ConcurrentBitmap into) {
    long nonZero = 0;
    for (long rest = candidates; rest != 0; rest &= rest - 1) {
      int word = lowest(block, rest);
      long taken = AtomicWords.take(words, word);
      if (taken != 0) {
        into.words[word] |= taken;
        nonZero |= 1L << word;
      }
    }
    if (nonZero != 0) {
      into.summary.addAlone(block, nonZero);
    }
  }

  @Override
  protected void clearAllBits() {
    for (int at = 0; at < summary.topLength(); at++) {
      for (long blocks = summary.takeTop(at); blocks != 0; blocks &= blocks - 1) {
        int block = lowest(at, blocks);
        zero(block, summary.takeBlock(block));
      }
    }
  }

  /** Zeroes words of a block from the first to the last of those that may be non-zero. */
  private void zero(int block, long candidates) {
    if (candidates != 0) {
      int last = (block << 6) + 63 - Long.numberOfLeadingZeros(candidates);
      AtomicWords.zero(words, lowest(block, candidates), last + 1);
    }
  }

  @Override
  protected void clearBits(long firstBit, long bits) {
    long endBit = firstBit + bits;
    int first = (int) ((firstBit + 63) >>> 6);
    int end = endBit == bitCount() ? words.length : (int) (endBit >>> 6);
    if (first > end) {
      // Inside one word, and neither its start nor its end.
      AtomicWords.andNot(words, end, -1L << firstBit & ~(-1L << endBit));
      return;
    }
    if ((firstBit & 63) != 0) {
      AtomicWords.andNot(words, first - 1, -1L << firstBit);
    }
    if ((long) end << 6 < endBit) {
      AtomicWords.andNot(words, end, ~(-1L << endBit));
    }
    if (first < end) {
      clearWords(first, end);
    }
  }

  private void clearWords(int first, int end) {
    int lastBlock = end - 1 >>> 6;
    for (int block = first >>> 6; block <= lastBlock; block++) {
      long range = -1L;
      if (block == first >>> 6) {
        range &= -1L << first;
      }
      if (block == lastBlock) {
        range &= -1L >>> -end;
      }
      zero(block, summary.forget(block, range));
    }
  }

  // Reading: down.

  @Override
  protected boolean getBit(long bit) {
    return (AtomicWords.get(words, (int) (bit >>> 6)) >>> bit & 1) != 0;
  }

  @Override
  protected long countBits() {
    long count = 0;
    for (int at = 0; at < summary.topLength(); at++) {
      for (long blocks = summary.top(at); blocks != 0; blocks &= blocks - 1) {
        int block = lowest(at, blocks);
        for (long rest = summary.block(block); rest != 0; rest &= rest - 1) {
          count += Long.bitCount(AtomicWords.get(words, lowest(block, rest)));
        }
      }
    }
    return count;
  }

  @Override
  protected long nextSetBit(long firstBit, long endBit) {
    int word = (int) (firstBit >>> 6);
    long bits = AtomicWords.get(words, word) & -1L << firstBit;
    int endWord = (int) ((endBit + 63) >>> 6);
    while (bits == 0) {
      word = summary.next(word + 1);
      if (word == NONE || word >= endWord) {
        return NONE;
      }
      bits = AtomicWords.get(words, word);
    }
    return inRange(((long) word << 6) + Long.numberOfTrailingZeros(bits), endBit);
  }

  @Override
  protected long nextClearBit(long firstBit, long endBit) {
    int word = (int) (firstBit >>> 6);
    long bits = ~AtomicWords.get(words, word) & -1L << firstBit;
    int endWord = (int) ((endBit + 63) >>> 6);
    while (bits == 0) {
      if (++word >= endWord) {
        return NONE;
      }
      bits = ~AtomicWords.get(words, word);
    }
    return inRange(((long) word << 6) + Long.numberOfTrailingZeros(bits), endBit);
  }

  private static long inRange(long bit, long endBit) {
    return bit < endBit ? bit : NONE;
  }

  @Override
  protected boolean scanWords(WordCursor cursor) {
    int word = (int) cursor.position();
    long bits;
    do {
      word = summary.next(word);
      if (word == NONE) {
        return false;
      }
      bits = AtomicWords.get(words, word++);
    } while (bits == 0);
    int first = word - 1;
    long[] target = cursor.words();
    int most = Math.min(target.length, words.length - first);
    int count = 0;
    while (bits != 0) {
      target[count++] = bits;
      bits = count < most ? AtomicWords.get(words, first + count) : 0;
    }
    cursor.accept(first, count);
    return true;
  }

  @Override
  protected void getWords(long firstWord, long[] target, int from, int wordCount) {
    System.arraycopy(words, (int) firstWord, target, from, wordCount);
  }

  @Override
  protected void serializeWords(long firstWord, int wordCount, ByteBuffer target) {
    littleEndian(target).put(words, (int) firstWord, wordCount);
    target.position(target.position() + (wordCount << 3));
  }

  // Alone.

  @Override
  protected void putWords(long firstWord, long[] source, int from, int wordCount) {
    int first = (int) firstWord;
    System.arraycopy(source, from, words, first, wordCount);
    summary.rebuild(words, first, first + wordCount);
  }

  @Override
  protected void deserializeWords(long firstWord, int wordCount, ByteBuffer source) {
    LongBuffer in = littleEndian(source);
    int first = (int) firstWord;
    int end = first + wordCount;
    in.get(words, first, wordCount);
    words[end - 1] &= wordMask(end - 1);
    summary.rebuild(words, first, end);
    source.position(source.position() + (wordCount << 3));
  }

  private static LongBuffer littleEndian(ByteBuffer buffer) {
    return buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
  }

  /** Removes stale bits from the summary. */
  @Override
  protected void compactBits() {
    if (words.length != 0) {
      summary.rebuild(words, 0, words.length);
    }
  }

  @Override
  protected void resizeBits(long newBitCount) {
    int wordCount = wordsFor(newBitCount);
    long[] newWords = words;
    Summary newSummary = summary;
    if (wordCount != words.length) {
      newWords = new long[wordCount];
      newSummary = new Summary(wordCount);
    }
    // From here on nothing can fail.
    if (newBitCount < bitCount()) {
      clearBits(newBitCount, bitCount() - newBitCount);
    }
    if (newWords != words) {
      int common = Math.min(words.length, wordCount);
      System.arraycopy(words, 0, newWords, 0, common);
      if (common != 0) {
        newSummary.rebuild(newWords, 0, common);
      }
      words = newWords;
      summary = newSummary;
    }
  }

  @Override
  protected void release() {
    words = RELEASED;
    summary = new Summary(0);
  }
}
