package dev.dirtybench.backend.plain;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.spi.WordCursor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * A bitmap that is one {@code long[]}: a mark is an OR, a search passes over every word, a merge
 * passes over all of them and counts on the way. Whatever the JIT makes of such loops is the floor.
 *
 * <p>The count is known from a merge or from {@link #countBits} to the next change. For one thread
 * at a time.
 */
final class FlatBitmap extends Bitmap {
  static final long MAX_BITS = (Integer.MAX_VALUE - 8L) << 6;

  private static final long UNKNOWN = -1;

  private long[] words;
  private long counted;

  FlatBitmap(long size, Granularity granularity) {
    super(size, granularity);
    this.words = new long[(int) wordCount()];
  }

  /** The bits of a bit's word from that bit on. */
  private static long from(long bit) {
    return -1L << bit;
  }

  /** The bits of a bit's word up to that bit. */
  private static long upTo(long bit) {
    return -1L >>> (63 - (bit & 63));
  }

  @Override
  protected void setBits(long firstBit, long count) {
    long lastBit = firstBit + count - 1;
    int first = (int) (firstBit >>> 6);
    int last = (int) (lastBit >>> 6);
    counted = UNKNOWN;
    if (first == last) {
      words[first] |= from(firstBit) & upTo(lastBit);
      return;
    }
    words[first] |= from(firstBit);
    Arrays.fill(words, first + 1, last, -1L);
    words[last] |= upTo(lastBit);
  }

  @Override
  protected void clearBits(long firstBit, long count) {
    long lastBit = firstBit + count - 1;
    int first = (int) (firstBit >>> 6);
    int last = (int) (lastBit >>> 6);
    counted = UNKNOWN;
    if (first == last) {
      words[first] &= ~(from(firstBit) & upTo(lastBit));
      return;
    }
    words[first] &= ~from(firstBit);
    Arrays.fill(words, first + 1, last, 0);
    words[last] &= ~upTo(lastBit);
  }

  @Override
  protected void clearAllBits() {
    Arrays.fill(words, 0);
    counted = 0;
  }

  @Override
  protected boolean getBit(long bit) {
    return (words[(int) (bit >>> 6)] & 1L << bit) != 0;
  }

  @Override
  protected long countBits() {
    if (counted == UNKNOWN) {
      long count = 0;
      for (long word : words) {
        count += Long.bitCount(word);
      }
      counted = count;
    }
    return counted;
  }

  @Override
  protected long nextSetBit(long firstBit, long endBit) {
    int end = (int) ((endBit + 63) >>> 6);
    int at = (int) (firstBit >>> 6);
    long word = words[at] & from(firstBit);
    while (word == 0) {
      if (++at == end) {
        return NONE;
      }
      word = words[at];
    }
    long bit = ((long) at << 6) + Long.numberOfTrailingZeros(word);
    return bit < endBit ? bit : NONE;
  }

  @Override
  protected long nextClearBit(long firstBit, long endBit) {
    int end = (int) ((endBit + 63) >>> 6);
    int at = (int) (firstBit >>> 6);
    long clear = ~words[at] & from(firstBit);
    while (clear == 0) {
      if (++at == end) {
        return NONE;
      }
      clear = ~words[at];
    }
    long bit = ((long) at << 6) + Long.numberOfTrailingZeros(clear);
    return bit < endBit ? bit : NONE;
  }

  @Override
  protected void resizeBits(long newBitCount) {
    if (newBitCount > MAX_BITS) {
      throw new IllegalArgumentException(
          "backend plain holds at most "
              + MAX_BITS
              + " bits, got "
              + newBitCount
              + "; take a larger granularity or another backend");
    }
    long[] resized = Arrays.copyOf(words, (int) ((newBitCount + 63) >>> 6));
    if (newBitCount < bitCount() && (newBitCount & 63) != 0) {
      resized[resized.length - 1] &= upTo(newBitCount - 1);
    }
    words = resized;
    counted = UNKNOWN;
  }

  @Override
  protected void release() {
    words = null;
  }

  @Override
  protected void getWords(long firstWord, long[] target, int from, int count) {
    System.arraycopy(words, (int) firstWord, target, from, count);
  }

  @Override
  protected void putWords(long firstWord, long[] source, int from, int count) {
    System.arraycopy(source, from, words, (int) firstWord, count);
    counted = UNKNOWN;
  }

  @Override
  protected void orWords(long firstWord, long[] source, int from, int count) {
    int to = (int) firstWord;
    for (int i = 0; i < count; i++) {
      words[to + i] |= source[from + i];
    }
    counted = UNKNOWN;
  }

  @Override
  protected boolean scanWords(WordCursor cursor) {
    int first = (int) cursor.position();
    while (words[first] == 0) {
      if (++first == words.length) {
        return false;
      }
    }
    if (cursor.isGathering()) {
      gather(first, cursor);
      return true;
    }
    long[] target = cursor.words();
    int most = Math.min(words.length - first, target.length);
    int count = 0;
    while (count < most && words[first + count] != 0) {
      target[count] = words[first + count];
      count++;
    }
    cursor.accept(first, count);
    return true;
  }

  private void gather(int first, WordCursor cursor) {
    long[] target = cursor.words();
    long[] indices = cursor.indices();
    int count = 0;
    for (int word = first; word < words.length && count < target.length; word++) {
      if (words[word] != 0) {
        indices[count] = word;
        target[count++] = words[word];
      }
    }
    cursor.acceptGathered(count);
  }

  @Override
  protected void mergeBits(Bitmap source) {
    if (!(source instanceof FlatBitmap other)) {
      super.mergeBits(source);
      return;
    }
    long[] mine = words;
    long[] theirs = other.words;
    long count = 0;
    for (int i = 0; i < mine.length; i++) {
      long united = mine[i] | theirs[i];
      mine[i] = united;
      count += Long.bitCount(united);
    }
    counted = count;
  }

  @Override
  protected void serializeWords(long firstWord, int count, ByteBuffer target) {
    inWords(target).put(words, (int) firstWord, count);
    target.position(target.position() + (count << 3));
  }

  @Override
  protected void deserializeWords(long firstWord, int count, ByteBuffer source) {
    int first = (int) firstWord;
    inWords(source).get(words, first, count);
    words[first + count - 1] &= wordMask(firstWord + count - 1);
    source.position(source.position() + (count << 3));
    counted = UNKNOWN;
  }

  private static LongBuffer inWords(ByteBuffer buffer) {
    return buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
  }
}
