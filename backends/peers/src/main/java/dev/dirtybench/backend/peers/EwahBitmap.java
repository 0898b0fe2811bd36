package dev.dirtybench.backend.peers;

import com.googlecode.javaewah.EWAHCompressedBitmap;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.ExtentCursor;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.spi.WordCursor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * A bitmap that is an {@link EWAHCompressedBitmap} inside: words, with runs of equal ones counted
 * and not kept.
 *
 * <p>What is marked behind all that was marked before is appended. Any other change costs the whole
 * bitmap: a bit is found from its start, a range is united with it into a new one. Searches and
 * reads that go up cost the words they pass, others start over. For one thread at a time, reading
 * too, since a walk is kept.
 */
final class EwahBitmap extends Bitmap {
  /** The library takes bits up to {@code Integer.MAX_VALUE - 64}. */
  static final long MAX_BITS = Integer.MAX_VALUE - 63;

  private static final int CHUNK_WORDS = 512;

  /** Up to so many bits go in one by one: each of them is looked for, but nothing is copied. */
  private static final int FEW_BITS = 8;

  private EWAHCompressedBitmap bits = new EWAHCompressedBitmap();
  private EwahWalk walk;

  EwahBitmap(long size, Granularity granularity) {
    super(size, granularity);
  }

  private void become(EWAHCompressedBitmap changed) {
    bits = changed;
    walk = null;
  }

  private EwahWalk walkTo(long word) {
    if (walk == null || walk.isPast(word)) {
      walk = new EwahWalk(bits);
    }
    return walk;
  }

  @Override
  protected void setBits(long firstBit, long count) {
    walk = null;
    int first = (int) firstBit;
    int end = (int) (firstBit + count);
    if (first >= bits.sizeInBits()) {
      EwahBuilder.appendRun(bits, first, end);
    } else if (count <= FEW_BITS) {
      for (int bit = first; bit < end; bit++) {
        bits.set(bit);
      }
    } else {
      become(bits.or(EwahBuilder.run(first, end)));
    }
  }

  @Override
  protected void clearBits(long firstBit, long count) {
    walk = null;
    int first = (int) firstBit;
    int end = Math.min((int) (firstBit + count), bits.sizeInBits());
    if (first == 0 && end == bits.sizeInBits()) {
      bits.clear();
    } else if (end - first <= FEW_BITS) {
      for (int bit = first; bit < end; bit++) {
        bits.clear(bit);
      }
    } else {
      become(bits.andNot(EwahBuilder.run(first, end)));
    }
  }

  @Override
  protected void clearAllBits() {
    walk = null;
    bits.clear();
  }

  @Override
  protected boolean getBit(long bit) {
    return bits.get((int) bit);
  }

  @Override
  protected long countBits() {
    return bits.cardinality();
  }

  @Override
  protected long nextSetBit(long firstBit, long endBit) {
    return search(firstBit, endBit, 0);
  }

  @Override
  protected long nextClearBit(long firstBit, long endBit) {
    return search(firstBit, endBit, -1L);
  }

  /** Finds a bit that is set once the words are flipped, all of them or none. */
  private long search(long firstBit, long endBit, long flip) {
    long word = firstBit >>> 6;
    long end = (endBit + 63) >>> 6;
    EwahWalk at = walkTo(word);
    while (word < end) {
      boolean known = at.moveTo(word);
      boolean run = !known || at.isRun(word);
      long value = (known ? run ? at.runWord() : at.literal(word) : 0) ^ flip;
      long found = word == firstBit >>> 6 ? value & -1L << firstBit : value;
      if (found != 0) {
        long bit = (word << 6) + Long.numberOfTrailingZeros(found);
        return bit < endBit ? bit : NONE;
      }
      word = !run || value != 0 ? word + 1 : known ? at.runEnd() : end;
    }
    return NONE;
  }

  @Override
  protected long countBits(long firstBit, long count) {
    long endBit = firstBit + count;
    long[] words = new long[CHUNK_WORDS];
    long sum = 0;
    for (long word = firstBit >>> 6; word << 6 < endBit; word += CHUNK_WORDS) {
      int step = (int) Math.min(CHUNK_WORDS, ((endBit + 63) >>> 6) - word);
      getWords(word, words, 0, step);
      if (word == firstBit >>> 6) {
        words[0] &= -1L << firstBit;
      }
      if ((word + step) << 6 > endBit) {
        words[step - 1] &= -1L >>> -endBit;
      }
      for (int i = 0; i < step; i++) {
        sum += Long.bitCount(words[i]);
      }
    }
    return sum;
  }

  @Override
  protected void resizeBits(long newBitCount) {
    MostBits.check("ewah", MAX_BITS, newBitCount);
    if (newBitCount < bitCount()) {
      clearBits(newBitCount, bitCount() - newBitCount);
    }
  }

  @Override
  protected void release() {
    become(null);
  }

  /** Gives spare room back. */
  @Override
  protected void compactBits() {
    walk = null;
    bits.trim();
  }

  @Override
  protected void getWords(long firstWord, long[] target, int from, int count) {
    EwahWalk at = walkTo(firstWord);
    long endWord = firstWord + count;
    int to = from;
    for (long word = firstWord; word < endWord; ) {
      if (!at.moveTo(word)) {
        Arrays.fill(target, to, from + count, 0);
        return;
      }
      if (at.isRun(word)) {
        long end = Math.min(at.runEnd(), endWord);
        Arrays.fill(target, to, to + (int) (end - word), at.runWord());
        to += (int) (end - word);
        word = end;
      } else {
        for (long end = Math.min(at.end(), endWord); word < end; word++) {
          target[to++] = at.literal(word);
        }
      }
    }
  }

  @Override
  protected boolean scanWords(WordCursor cursor) {
    long first = nextSetBit(cursor.position() << 6, bitCount());
    if (first == NONE) {
      return false;
    }
    long firstWord = first >>> 6;
    long[] words = cursor.words();
    int most = (int) Math.min(words.length, wordCount() - firstWord);
    int count = 0;
    EwahWalk at = walkTo(firstWord);
    while (count < most && at.moveTo(firstWord + count)) {
      long word = firstWord + count;
      long value = at.isRun(word) ? at.runWord() : at.literal(word);
      if (value == 0) {
        break;
      }
      words[count++] = value;
    }
    cursor.accept(firstWord, count);
    return true;
  }

  @Override
  protected void orWords(long firstWord, long[] source, int from, int count) {
    EWAHCompressedBitmap added = EwahBuilder.zeroes(firstWord);
    EwahBuilder.append(added, LongBuffer.wrap(source, from, count), count, -1L);
    become(bits.or(added));
  }

  @Override
  protected void deserializeWords(long firstWord, int count, ByteBuffer source) {
    EWAHCompressedBitmap read = EwahBuilder.zeroes(firstWord);
    LongBuffer words = source.duplicate().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    EwahBuilder.append(read, words, count, wordMask(firstWord + count - 1));
    long firstBit = firstWord << 6;
    clearBits(firstBit, Math.min((long) count << 6, bitCount() - firstBit));
    become(bits.isEmpty() ? read : bits.or(read));
    source.position(source.position() + (count << 3));
  }

  @Override
  protected void mergeBits(Bitmap source) {
    become(bits.or(source instanceof EwahBitmap other ? other.bits : EwahBuilder.copy(source)));
  }

  /** Builds the extents into one bitmap first: they come in order. */
  @Override
  protected void mergeFiner(Bitmap source, int shift) {
    EWAHCompressedBitmap added = new EWAHCompressedBitmap();
    ExtentCursor cursor = new ExtentCursor();
    while (source.nextExtent(cursor)) {
      int first = (int) (cursor.offset() >>> granularity().bits());
      int end = (int) ((cursor.offset() + cursor.length() - 1) >>> granularity().bits()) + 1;
      if (end > added.sizeInBits()) {
        EwahBuilder.appendRun(added, Math.max(first, added.sizeInBits()), end);
      }
    }
    become(bits.or(added));
  }
}
