package dev.dirtybench.backend.peers;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.spi.WordCursor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

/**
 * A bitmap of Roaring's buffer package: a {@link MutableRoaringBitmap} on the heap while it is
 * written, and from {@link #compact()} to the next change an {@link ImmutableRoaringBitmap} that
 * reads its portable form in a mapped file.
 *
 * <p>The first change of a mapped bitmap copies it back to the heap. For one thread at a time,
 * reading too, since a walk over the containers is kept.
 */
final class RoaringMappedBitmap extends Bitmap {
  static final long MAX_BITS = 1L << 32;

  /** Runs of bits up to which adding them one by one is cheaper than building containers. */
  private static final int FEW_RUNS = 32;

  private static final int WORDS = ContainerWords.WORDS;

  private MutableRoaringBitmap written = new MutableRoaringBitmap();
  private MappedForm mapped;
  private ContainerWords window;

  RoaringMappedBitmap(long size, Granularity granularity) {
    super(size, granularity);
  }

  private ImmutableRoaringBitmap bits() {
    return mapped == null ? written : mapped.bits();
  }

  /** The bits on the heap, to be changed. */
  private MutableRoaringBitmap toWrite() {
    window = null;
    if (mapped != null) {
      become(mapped.bits().toMutableRoaringBitmap());
    }
    return written;
  }

  /** Takes bits on the heap instead of what there was. */
  private void become(MutableRoaringBitmap changed) {
    written = changed;
    unmap();
  }

  private void unmap() {
    window = null;
    if (mapped != null) {
      mapped.free();
      mapped = null;
    }
  }

  @Override
  protected void compactBits() {
    if (mapped != null || written.isEmpty()) {
      return;
    }
    written.runOptimize();
    mapped = new MappedForm(written);
    written = null;
    window = null;
  }

  @Override
  public long offHeapBytes() {
    return mapped == null ? 0 : mapped.bytes();
  }

  @Override
  protected void setBits(long firstBit, long count) {
    if (count == 1) {
      toWrite().add((int) firstBit);
    } else {
      toWrite().add(firstBit, firstBit + count);
    }
  }

  @Override
  protected void clearBits(long firstBit, long count) {
    if (count == 1) {
      toWrite().remove((int) firstBit);
    } else {
      toWrite().remove(firstBit, firstBit + count);
    }
  }

  @Override
  protected void clearAllBits() {
    become(new MutableRoaringBitmap());
  }

  @Override
  protected boolean getBit(long bit) {
    return bits().contains((int) bit);
  }

  @Override
  protected long countBits() {
    return bits().getLongCardinality();
  }

  @Override
  protected long countBits(long firstBit, long count) {
    return bits().rangeCardinality(firstBit, firstBit + count);
  }

  @Override
  protected long nextSetBit(long firstBit, long endBit) {
    long bit = mapped == null ? written.nextValue((int) firstBit) : nextMapped(firstBit);
    return bit < endBit ? bit : NONE;
  }

  /** Follows the walk: every search from the root would make the containers' objects anew. */
  private long nextMapped(long firstBit) {
    int container = (int) (firstBit >>> 16);
    ContainerWords at = windowAt(container);
    for (int found = at.moveTo(container);
        found != ContainerWords.NONE;
        found = at.moveTo(found + 1)) {
      int low = at.container().nextValue(found == container ? (char) firstBit : 0);
      if (low >= 0) {
        return ((long) found << 16) + low;
      }
    }
    return NONE;
  }

  @Override
  protected long nextClearBit(long firstBit, long endBit) {
    long bit =
        mapped == null ? written.nextAbsentValue((int) firstBit) : nextAbsentMapped(firstBit);
    return bit < endBit ? bit : NONE;
  }

  private long nextAbsentMapped(long firstBit) {
    long bit = firstBit;
    while (bit < bitCount()) {
      int container = (int) (bit >>> 16);
      ContainerWords at = windowAt(container);
      if (at.moveTo(container) != container) {
        break;
      }
      int low = at.container().nextAbsentValue((char) bit);
      if (low < 1 << 16) {
        return ((long) container << 16) + low;
      }
      bit = (long) (container + 1) << 16;
    }
    return bit;
  }

  @Override
  protected void resizeBits(long newBitCount) {
    MostBits.check("roaring-mapped", MAX_BITS, newBitCount);
    if (newBitCount < bitCount()) {
      clearBits(newBitCount, bitCount() - newBitCount);
    }
  }

  @Override
  protected void release() {
    become(null);
  }

  /** The words from a container on, or null if all are zero. */
  private ContainerWords windowAt(int container) {
    if (window == null || window.isPast(container)) {
      window = new ContainerWords(bits());
    }
    return window;
  }

  @Override
  protected void getWords(long firstWord, long[] target, int from, int count) {
    for (int done = 0; done < count; ) {
      long word = firstWord + done;
      int container = (int) (word / WORDS);
      int start = (int) (word % WORDS);
      int length = Math.min(WORDS - start, count - done);
      ContainerWords at = windowAt(container);
      if (at.moveTo(container) == container) {
        System.arraycopy(at.words(), start, target, from + done, length);
      } else {
        Arrays.fill(target, from + done, from + done + length, 0);
      }
      done += length;
    }
    releaseAt(firstWord + count);
  }

  /** Whoever read to the end reads no further: gives the window back. */
  private void releaseAt(long endWord) {
    if (endWord == wordCount()) {
      window = null;
    }
  }

  @Override
  protected boolean scanWords(WordCursor cursor) {
    int container = (int) (cursor.position() / WORDS);
    int at = (int) (cursor.position() % WORDS);
    ContainerWords words = windowAt(container);
    for (int found = words.moveTo(container);
        found != ContainerWords.NONE;
        found = words.moveTo(found + 1)) {
      at = words.nextNonZero(found == container ? at : 0);
      if (at < WORDS) {
        long firstWord = (long) found * WORDS + at;
        cursor.accept(firstWord, copyRun(words, found, at, cursor.words()));
        return true;
      }
    }
    window = null;
    return false;
  }

  /** Copies words up to the first zero one, or as many as there is room for. */
  private static int copyRun(ContainerWords from, int container, int start, long[] words) {
    int count = 0;
    int at = start;
    for (int next = container; count < words.length && from.moveTo(next) == next; next++) {
      long[] source = from.words();
      while (at < WORDS && count < words.length && source[at] != 0) {
        words[count++] = source[at++];
      }
      if (at < WORDS) {
        break;
      }
      at = 0;
    }
    return count;
  }

  @Override
  protected void serializeWords(long firstWord, int count, ByteBuffer target) {
    LongBuffer out = target.duplicate().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    long[] zeroes = null;
    for (int done = 0; done < count; ) {
      long word = firstWord + done;
      int container = (int) (word / WORDS);
      int start = (int) (word % WORDS);
      int length = Math.min(WORDS - start, count - done);
      ContainerWords at = windowAt(container);
      if (at.moveTo(container) == container) {
        out.put(at.words(), start, length);
      } else {
        zeroes = zeroes == null ? new long[Math.min(WORDS, count)] : zeroes;
        out.put(zeroes, 0, length);
      }
      done += length;
    }
    target.position(target.position() + (count << 3));
    releaseAt(firstWord + count);
  }

  @Override
  protected void orWords(long firstWord, long[] source, int from, int count) {
    if (ContainerRuns.areAtMost(FEW_RUNS, source, from, count)) {
      super.orWords(firstWord, source, from, count);
    } else {
      LongBuffer words = LongBuffer.wrap(source, from, count);
      toWrite().or(ContainerRuns.build(firstWord, words, count, -1L));
    }
  }

  @Override
  protected void deserializeWords(long firstWord, int count, ByteBuffer source) {
    LongBuffer words = source.duplicate().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    MutableRoaringBitmap read =
        ContainerRuns.build(firstWord, words, count, wordMask(firstWord + count - 1));
    if (count == wordCount()) {
      become(read);
    } else {
      long firstBit = firstWord << 6;
      clearBits(firstBit, Math.min((long) count << 6, bitCount() - firstBit));
      toWrite().or(read);
    }
    source.position(source.position() + (count << 3));
  }

  @Override
  protected void mergeBits(Bitmap source) {
    if (source instanceof RoaringMappedBitmap other) {
      toWrite().or(other.bits());
    } else {
      super.mergeBits(source);
    }
  }
}
