package dev.dirtybench.backend.roaring;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.spi.NativeFormat;
import dev.dirtybench.spi.WordCursor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * A bitmap that is a {@link RoaringBitmap} inside, one for every 2^32 bits.
 *
 * <p>Memory follows the dirty extents. Marking and clearing a range cost the containers of 2^16
 * bits that it touches, a search costs the logarithm of their number, merging with another one of
 * this backend costs the containers of both. Belongs to one thread at a time; that holds for
 * reading too, since a scan keeps the words it stands on.
 */
final class RoaringBackedBitmap extends Bitmap implements NativeFormat {
  /** The largest count of bits in whole words that is a positive {@code long}. */
  static final long MAX_BITS = Long.MAX_VALUE - 63;

  /** Runs of bits up to which adding them one by one is cheaper than building containers. */
  private static final int FEW_RUNS = 32;

  private static final int WORDS = ContainerWindow.WORDS;
  private static final long[] ZEROS = new long[WORDS];

  private final ContainerWindow window = new ContainerWindow();
  private Buckets bits = new Buckets();

  RoaringBackedBitmap(long size, Granularity granularity) {
    super(size, granularity);
  }

  @Override
  protected void setBits(long firstBit, long count) {
    window.forget();
    bits.set(firstBit, firstBit + count);
  }

  @Override
  protected void clearBits(long firstBit, long count) {
    window.forget();
    bits.clear(firstBit, firstBit + count);
  }

  @Override
  protected void clearAllBits() {
    window.release();
    bits.clear();
  }

  @Override
  protected boolean getBit(long bit) {
    return bits.get(bit);
  }

  @Override
  protected long countBits() {
    return bits.count();
  }

  @Override
  protected long nextSetBit(long firstBit, long endBit) {
    long bit = bits.nextSet(firstBit);
    return bit < endBit ? bit : NONE;
  }

  @Override
  protected long nextClearBit(long firstBit, long endBit) {
    long bit = bits.nextClear(firstBit);
    return bit < endBit ? bit : NONE;
  }

  @Override
  protected void resizeBits(long newBitCount) {
    if (newBitCount > MAX_BITS) {
      throw new IllegalArgumentException(
          "backend roaring holds at most "
              + MAX_BITS
              + " bits, the new size needs "
              + newBitCount
              + "; take a larger granularity");
    }
    window.release();
    if (newBitCount < bitCount()) {
      bits.clear(newBitCount, bitCount());
    }
  }

  @Override
  protected void release() {
    window.release();
    bits = null;
  }

  @Override
  protected void compactBits() {
    window.release();
    bits.compact();
  }

  @Override
  protected void getWords(long firstWord, long[] target, int from, int count) {
    for (int done = 0; done < count; ) {
      long word = firstWord + done;
      int start = (int) (word % WORDS);
      int length = Math.min(WORDS - start, count - done);
      System.arraycopy(wordsOf(word / WORDS), start, target, from + done, length);
      done += length;
    }
    releaseAt(firstWord + count);
  }

  @Override
  protected void serializeWords(long firstWord, int count, ByteBuffer target) {
    LongBuffer out = words(target);
    for (int done = 0; done < count; ) {
      long word = firstWord + done;
      int start = (int) (word % WORDS);
      int length = Math.min(WORDS - start, count - done);
      out.put(wordsOf(word / WORDS), start, length);
      done += length;
    }
    target.position(target.position() + (count << 3));
    releaseAt(firstWord + count);
  }

  private long[] wordsOf(long container) {
    return window.moveTo(container, bits) ? window.words() : ZEROS;
  }

  private void releaseAt(long endWord) {
    if (endWord == wordCount()) {
      window.release();
    }
  }

  @Override
  protected void orWords(long firstWord, long[] source, int from, int count) {
    if (ContainerBuilder.hasAtMost(FEW_RUNS, source, from, count)) {
      super.orWords(firstWord, source, from, count);
      return;
    }
    window.forget();
    add(ContainerBuilder.build(firstWord, LongBuffer.wrap(source, from, count), count, -1L));
  }

  @Override
  protected void deserializeWords(long firstWord, int count, ByteBuffer source) {
    long ghosts = wordMask(firstWord + count - 1);
    var built = ContainerBuilder.build(firstWord, words(source), count, ghosts);
    long firstBit = firstWord << 6;
    window.forget();
    bits.clear(firstBit, firstBit + Math.min((long) count << 6, bitCount() - firstBit));
    add(built);
    source.position(source.position() + (count << 3));
  }

  private void add(Map<Integer, RoaringBitmap> built) {
    built.forEach(bits::or);
  }

  private static LongBuffer words(ByteBuffer buffer) {
    return buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
  }

  @Override
  protected boolean scanWords(WordCursor cursor) {
    long container = cursor.position() / WORDS;
    int at = (int) (cursor.position() % WORDS);
    while (container * WORDS < wordCount()) {
      if (!window.isOver(container)) {
        long next = window.moveToNext(container, bits);
        if (next == NONE) {
          break;
        }
        at = next == container ? at : 0;
        container = next;
      }
      at = window.nextNonZero(at);
      if (at < WORDS) {
        long firstWord = container * WORDS + at;
        cursor.accept(firstWord, copyRun(firstWord, cursor.words()));
        return true;
      }
      container++;
      at = 0;
    }
    window.release();
    return false;
  }

  /** Copies words up to the first zero one, or as many as there is room for. */
  private int copyRun(long firstWord, long[] words) {
    int count = 0;
    while (count < words.length) {
      long word = firstWord + count;
      long[] from = wordsOf(word / WORDS);
      int start = (int) (word % WORDS);
      int end = Math.min(WORDS, start + words.length - count);
      int at = start;
      while (at < end && from[at] != 0) {
        at++;
      }
      System.arraycopy(from, start, words, count, at - start);
      count += at - start;
      if (at < WORDS) {
        break;
      }
    }
    return count;
  }

  @Override
  protected void mergeBits(Bitmap source) {
    if (source instanceof RoaringBackedBitmap other) {
      window.forget();
      bits.or(other.bits);
    } else {
      super.mergeBits(source);
    }
  }

  @Override
  public long nativeBytes() {
    ensureOpen();
    return PortableForm.bytes(bits, bitCount());
  }

  @Override
  public void writeNative(ByteBuffer target) {
    ensureOpen();
    PortableForm.write(bits, bitCount(), target);
  }

  @Override
  public void readNative(ByteBuffer source) {
    ensureOpen();
    bits = PortableForm.read(source, bitCount());
    window.release();
  }
}
