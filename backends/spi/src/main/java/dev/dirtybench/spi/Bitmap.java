package dev.dirtybench.spi;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * The bits of a dirty bitmap: one bit for every {@link Granularity} bytes of a disk.
 *
 * <p>Callers speak bytes: offset and length, ends exclusive. This class checks the range, rounds
 * once and hands bits to the backend's {@code protected} methods, so that backends cannot disagree
 * on rounding. Marking rounds outward; clearing must be aligned, because clearing a part of a
 * granule would lose what is dirty in the rest of it.
 *
 * <p>Words are 64 bits, the lowest bit first. Bits past {@link #bitCount()} in the last word are
 * ghost bits: they are zero always, whatever is deserialised.
 *
 * <p>A method that throws has changed nothing. A bitmap belongs to one thread at a time unless its
 * provider states {@link Capability#CONCURRENT_WRITERS}. Whoever created it closes it.
 */
public abstract class Bitmap implements AutoCloseable {
  /** The answer of every search that finds nothing. */
  public static final long NONE = -1;

  private final Granularity granularity;
  private final int shift;
  private long size;
  private long bitCount;
  private boolean closed;

  /**
   * For backends: an empty bitmap.
   *
   * @param size size of the disk in bytes, 0 or more
   * @param granularity bytes per bit
   */
  protected Bitmap(long size, Granularity granularity) {
    if (size < 0) {
      throw new IllegalArgumentException("size must be 0 or more bytes, got " + size);
    }
    this.granularity = granularity;
    this.shift = granularity.bits();
    this.size = size;
    this.bitCount = granularity.bitCount(size);
  }

  /**
   * The size of the disk described.
   *
   * @return bytes
   */
  public final long size() {
    return size;
  }

  /**
   * Bytes per bit.
   *
   * @return the granularity
   */
  public final Granularity granularity() {
    return granularity;
  }

  /**
   * How many bits describe the disk.
   *
   * @return {@code ceil(size / granularity)}
   */
  public final long bitCount() {
    return bitCount;
  }

  /**
   * How many words hold the bits.
   *
   * @return {@code ceil(bitCount / 64)}
   */
  public final long wordCount() {
    return (bitCount + 63) >>> 6;
  }

  /**
   * Marks bytes as dirty, rounded outward to whole granules.
   *
   * @param offset first byte
   * @param length bytes, 0 for none
   * @throws IndexOutOfBoundsException if the range leaves the disk
   */
  public final void setDirty(long offset, long length) {
    checkRange(offset, length);
    if (length != 0) {
      long first = offset >>> shift;
      setBits(first, ((offset + length - 1) >>> shift) - first + 1);
    }
  }

  /**
   * Marks bytes as clean.
   *
   * @param offset first byte, a multiple of the granularity
   * @param length bytes, a multiple of the granularity unless the range ends with the disk; 0 for
   *     none
   * @throws IndexOutOfBoundsException if the range leaves the disk
   * @throws IllegalArgumentException if the range cuts a granule in two
   */
  public final void clearDirty(long offset, long length) {
    checkRange(offset, length);
    if (length == 0) {
      return;
    }
    long end = offset + length;
    long inside = granularity.bytes() - 1;
    if ((offset & inside) != 0 || ((end & inside) != 0 && end != size)) {
      throw new IllegalArgumentException(
          "a range to clear must start and end on the granularity "
              + granularity
              + " or end with the disk at "
              + size
              + ", got offset "
              + offset
              + " length "
              + length);
    }
    long first = offset >>> shift;
    clearBits(first, ((end - 1) >>> shift) - first + 1);
  }

  /** Marks every byte as clean. */
  public final void clearAll() {
    ensureOpen();
    clearAllBits();
  }

  /**
   * Whether the granule of a byte is dirty.
   *
   * @param offset a byte of the disk
   * @return true if dirty
   * @throws IndexOutOfBoundsException if the disk has no such byte
   */
  public final boolean isDirty(long offset) {
    ensureOpen();
    Objects.checkIndex(offset, size);
    return getBit(offset >>> shift);
  }

  /**
   * Whether every byte is clean.
   *
   * @return true if there is no dirty bit
   */
  public final boolean isEmpty() {
    ensureOpen();
    return bitCount == 0 || nextSetBit(0, bitCount) == NONE;
  }

  /**
   * How many bits are dirty.
   *
   * @return a count of bits
   */
  public final long dirtyBitCount() {
    ensureOpen();
    return countBits();
  }

  /**
   * How many bytes the dirty bits describe, in whole granules, as QEMU reports a bitmap's count.
   *
   * @return bytes; above {@link #size()} when the last granule is dirty and partial, but at most
   *     {@link Long#MAX_VALUE}
   */
  public final long dirtyByteCount() {
    long count = dirtyBitCount();
    return count > Long.MAX_VALUE >> shift ? Long.MAX_VALUE : count << shift;
  }

  /**
   * How many bits of a range are dirty.
   *
   * @param offset first byte
   * @param length bytes, 0 for none; a granule of which a part lies in the range counts as a whole
   * @return a count of bits
   * @throws IndexOutOfBoundsException if the range leaves the disk
   */
  public final long dirtyBitCount(long offset, long length) {
    checkRange(offset, length);
    if (length == 0) {
      return 0;
    }
    long first = offset >>> shift;
    return countBits(first, ((offset + length - 1) >>> shift) - first + 1);
  }

  /**
   * The first dirty byte of a range.
   *
   * @param from first byte to look at, 0 or more
   * @param limit end of the range, exclusive; may lie past the disk's end
   * @return an offset in the range, or {@link #NONE}
   */
  public final long nextDirty(long from, long limit) {
    return next(from, limit, true);
  }

  /**
   * The first clean byte of a range.
   *
   * @param from first byte to look at, 0 or more
   * @param limit end of the range, exclusive; may lie past the disk's end
   * @return an offset in the range, or {@link #NONE}
   */
  public final long nextClean(long from, long limit) {
    return next(from, limit, false);
  }

  private long next(long from, long limit, boolean dirty) {
    ensureOpen();
    if (from < 0 || limit < 0) {
      throw new IndexOutOfBoundsException(
          "from and limit must be 0 or more, got " + from + " and " + limit);
    }
    long end = Math.min(limit, size);
    if (from >= end) {
      return NONE;
    }
    long endBit = ((end - 1) >>> shift) + 1;
    long bit = dirty ? nextSetBit(from >>> shift, endBit) : nextClearBit(from >>> shift, endBit);
    return bit == NONE ? NONE : Math.max(from, bit << shift);
  }

  /**
   * How far the status of a byte reaches, as a block-status query asks.
   *
   * @param offset a byte of the disk
   * @param length bytes to look at, 1 or more
   * @return bytes from {@code offset} that are all dirty or all clean like it, 1 to {@code length}
   * @throws IndexOutOfBoundsException if the range leaves the disk or is empty
   */
  public final long statusLength(long offset, long length) {
    checkRange(offset, length);
    Objects.checkIndex(0, length);
    long end = next(offset, offset + length, !isDirty(offset));
    return end == NONE ? length : end - offset;
  }

  /**
   * Moves a cursor to the next dirty extent.
   *
   * @param cursor where to go on; holds the extent afterwards
   * @return false if there is none left in the cursor's range; the cursor is then unchanged
   */
  public final boolean nextExtent(ExtentCursor cursor) {
    ensureOpen();
    long from = cursor.position();
    long end = Math.min(cursor.limit(), size);
    if (from >= end) {
      return false;
    }
    long endBit = ((end - 1) >>> shift) + 1;
    long set = nextSetBit(from >>> shift, endBit);
    if (set == NONE) {
      return false;
    }
    long clear = set + 1 == endBit ? NONE : nextClearBit(set + 1, endBit);
    cursor.accept(Math.max(from, set << shift), clear == NONE ? end : clear << shift);
    return true;
  }

  /**
   * Moves a cursor to the next run of non-zero words, or to words that do not stand together if it
   * is a {@linkplain WordCursor#gathering gathering} one.
   *
   * @param cursor where to go on; holds the words afterwards
   * @return false if every further word is zero; the cursor is then unchanged
   */
  public final boolean nextWords(WordCursor cursor) {
    ensureOpen();
    return cursor.position() < wordCount() && scanWords(cursor);
  }

  /**
   * Copies words as they are, zero ones too.
   *
   * @param firstWord index of the first word
   * @param target where to
   * @param from first index in {@code target}
   * @param count words
   * @throws IndexOutOfBoundsException if the range leaves the bitmap or the array
   */
  public final void copyWords(long firstWord, long[] target, int from, int count) {
    ensureOpen();
    Objects.checkFromIndexSize(firstWord, count, wordCount());
    Objects.checkFromIndexSize(from, count, target.length);
    if (count != 0) {
      getWords(firstWord, target, from, count);
    }
  }

  /**
   * Makes everything dirty that is dirty in another bitmap; the source is unchanged.
   *
   * <p>The granularities may differ: the source's extents are then rounded outward to this
   * bitmap's. Merging a bitmap with itself changes nothing.
   *
   * @param source a bitmap of any backend, of the same size in bytes
   * @throws IllegalArgumentException if the sizes differ
   */
  public final void merge(Bitmap source) {
    ensureOpen();
    source.ensureOpen();
    if (source.size != size) {
      throw new IllegalArgumentException(
          "bitmaps to merge must have one size, got " + size + " and " + source.size + " bytes");
    }
    if (source == this) {
      return;
    }
    if (source.shift == shift) {
      mergeBits(source);
    } else if (source.shift < shift) {
      mergeFiner(source, shift - source.shift);
    } else {
      mergeExtents(source);
    }
  }

  private void mergeExtents(Bitmap source) {
    ExtentCursor cursor = new ExtentCursor();
    while (source.nextExtent(cursor)) {
      setDirty(cursor.offset(), cursor.length());
    }
  }

  /**
   * Changes the size of the disk described. A new part is clean; a granule that stays in part keeps
   * its bit; what was cut off does not come back by growing again.
   *
   * @param newSize bytes, 0 or more
   * @throws IllegalArgumentException if the size is negative or more than the backend can hold
   */
  public final void truncate(long newSize) {
    ensureOpen();
    if (newSize < 0) {
      throw new IllegalArgumentException("size must be 0 or more bytes, got " + newSize);
    }
    long newBitCount = granularity.bitCount(newSize);
    if (newBitCount != bitCount) {
      resizeBits(newBitCount);
    }
    size = newSize;
    bitCount = newBitCount;
  }

  /**
   * The length of the serialised form: whole words.
   *
   * @return bytes, {@code 8 * wordCount()}
   */
  public final long serializedBytes() {
    return wordCount() << 3;
  }

  /**
   * Writes the whole bitmap in the common form and advances the position.
   *
   * <p>The form is linear: little-endian words, the lowest bit first, that is bit {@code k} in byte
   * {@code k / 8} at {@code k % 8}, as qcow2 stores a bitmap's data.
   *
   * @param target any kind of buffer; its byte order does not matter and is left as it was
   * @throws IllegalArgumentException if fewer than {@link #serializedBytes()} remain
   */
  public final void serialize(ByteBuffer target) {
    serialize(0, wordCount(), target);
  }

  /**
   * Writes a part of the bitmap in the common form and advances the position.
   *
   * @param firstWord index of the first word
   * @param count words
   * @param target any kind of buffer; its byte order does not matter and is left as it was
   * @throws IndexOutOfBoundsException if the bitmap has no such words
   * @throws IllegalArgumentException if fewer than {@code 8 * count} bytes remain
   */
  public final void serialize(long firstWord, long count, ByteBuffer target) {
    checkWords(firstWord, count, target);
    if (count != 0) {
      serializeWords(firstWord, (int) count, target);
    }
  }

  /**
   * Replaces the whole bitmap by a serialised form and advances the position past it.
   *
   * @param source the words of {@link #serialize(ByteBuffer)}; ghost bits in them are dropped
   * @throws IllegalArgumentException if fewer than {@link #serializedBytes()} remain
   */
  public final void deserialize(ByteBuffer source) {
    deserialize(0, wordCount(), source);
  }

  /**
   * Replaces a part of the bitmap by serialised words and advances the position past them.
   *
   * @param firstWord index of the first word
   * @param count words
   * @param source the words; ghost bits in them are dropped
   * @throws IndexOutOfBoundsException if the bitmap has no such words
   * @throws IllegalArgumentException if fewer than {@code 8 * count} bytes remain
   */
  public final void deserialize(long firstWord, long count, ByteBuffer source) {
    checkWords(firstWord, count, source);
    if (count != 0) {
      deserializeWords(firstWord, (int) count, source);
    }
  }

  /**
   * Lets the backend choose a smaller representation of the same content, as before a long rest.
   * Does nothing where there is no choice.
   */
  public final void compact() {
    ensureOpen();
    compactBits();
  }

  /**
   * Memory that this bitmap holds outside the Java heap, by the backend's own account.
   *
   * @return bytes, 0 when all is on the heap or after {@link #close()}
   */
  public long offHeapBytes() {
    return 0;
  }

  /** Frees what the bitmap holds. Closing twice does nothing; any other use is an error then. */
  @Override
  public final void close() {
    if (!closed) {
      closed = true;
      release();
    }
  }

  /**
   * Whether the bitmap was closed.
   *
   * @return true from the first call of {@link #close()} on
   */
  public final boolean isClosed() {
    return closed;
  }

  /** For backends: throws once the bitmap is closed. */
  protected final void ensureOpen() {
    if (closed) {
      throw new IllegalStateException("the bitmap is closed");
    }
  }

  private void checkRange(long offset, long length) {
    ensureOpen();
    Objects.checkFromIndexSize(offset, length, size);
  }

  private void checkWords(long firstWord, long count, ByteBuffer buffer) {
    ensureOpen();
    Objects.checkFromIndexSize(firstWord, count, wordCount());
    if (count > buffer.remaining() >>> 3) {
      throw new IllegalArgumentException(
          "the buffer must have room for "
              + count
              + " words of 8 bytes, "
              + buffer.remaining()
              + " bytes remain");
    }
  }

  /**
   * For backends: which bits of a word exist; the others are ghost bits.
   *
   * @param word index of a word
   * @return a mask, all ones but for the last word
   */
  protected final long wordMask(long word) {
    long after = bitCount - (word << 6);
    return after >= 64 ? -1L : after <= 0 ? 0 : (1L << after) - 1;
  }

  // The core, in bits. Arguments have been checked, counts are 1 or more, ranges lie inside.

  /**
   * Sets a range of bits.
   *
   * @param firstBit first bit
   * @param count bits, 1 or more
   */
  protected abstract void setBits(long firstBit, long count);

  /**
   * Clears a range of bits.
   *
   * @param firstBit first bit
   * @param count bits, 1 or more
   */
  protected abstract void clearBits(long firstBit, long count);

  /** Clears every bit. */
  protected abstract void clearAllBits();

  /**
   * Reads one bit.
   *
   * @param bit index
   * @return true if set
   */
  protected abstract boolean getBit(long bit);

  /**
   * Counts the set bits.
   *
   * @return bits
   */
  protected abstract long countBits();

  /**
   * Counts the set bits of a range; by default by its runs.
   *
   * @param firstBit first bit
   * @param count bits, 1 or more
   * @return bits
   */
  protected long countBits(long firstBit, long count) {
    return WordRuns.count(this, firstBit, firstBit + count);
  }

  /**
   * Finds a set bit.
   *
   * @param firstBit first bit to look at
   * @param endBit end of the range, exclusive, more than {@code firstBit}
   * @return the lowest set bit in the range, or {@link #NONE}
   */
  protected abstract long nextSetBit(long firstBit, long endBit);

  /**
   * Finds a clear bit.
   *
   * @param firstBit first bit to look at
   * @param endBit end of the range, exclusive, more than {@code firstBit}
   * @return the lowest clear bit in the range, or {@link #NONE}
   */
  protected abstract long nextClearBit(long firstBit, long endBit);

  /**
   * Changes the number of bits from {@link #bitCount()}; bits past the new end are dropped, new
   * ones are clear. Must leave everything as it was when it throws.
   *
   * @param newBitCount 0 or more, other than {@link #bitCount()}
   */
  protected abstract void resizeBits(long newBitCount);

  /** Frees what the bitmap holds; called once. */
  protected abstract void release();

  /** Chooses a smaller representation; does nothing by default. */
  protected void compactBits() {}

  /**
   * Copies words out; by default run by run.
   *
   * @param firstWord index of the first word
   * @param target where to
   * @param from first index in {@code target}
   * @param count words, 1 or more
   */
  protected void getWords(long firstWord, long[] target, int from, int count) {
    WordRuns.get(this, firstWord, target, from, count);
  }

  /**
   * Replaces words; by default run by run. Ghost bits have been masked.
   *
   * @param firstWord index of the first word
   * @param source where from
   * @param from first index in {@code source}
   * @param count words, 1 or more
   */
  protected void putWords(long firstWord, long[] source, int from, int count) {
    long firstBit = firstWord << 6;
    clearBits(firstBit, Math.min((long) count << 6, bitCount - firstBit));
    orWords(firstWord, source, from, count);
  }

  /**
   * Adds words to what is set; by default run by run. Ghost bits have been masked.
   *
   * @param firstWord index of the first word
   * @param source where from
   * @param from first index in {@code source}
   * @param count words, 1 or more
   */
  protected void orWords(long firstWord, long[] source, int from, int count) {
    WordRuns.set(this, firstWord, source, from, count);
  }

  /**
   * Finds the next run of non-zero words from {@link WordCursor#position()}, which lies inside; by
   * default through {@link #nextSetBit} and {@link #getWords}. For a {@linkplain
   * WordCursor#isGathering() gathering} cursor a run is right too.
   *
   * @param cursor to be filled
   * @return false if there is none
   */
  protected boolean scanWords(WordCursor cursor) {
    return WordRuns.scan(this, cursor);
  }

  /**
   * Adds the bits of a bitmap of the same size and granularity; by default by its non-zero words.
   *
   * @param source another bitmap than this, of any backend
   */
  protected void mergeBits(Bitmap source) {
    WordCursor cursor = new WordCursor(WordRuns.CHUNK_WORDS);
    while (source.nextWords(cursor)) {
      orWords(cursor.firstWord(), cursor.words(), 0, cursor.count());
    }
  }

  /**
   * Adds the bits of a bitmap of the same size and a finer granularity; by default by its extents.
   *
   * @param source another bitmap than this, of any backend
   * @param shift binary logarithm of how many of its bits make one of this bitmap's, 1 or more
   */
  protected void mergeFiner(Bitmap source, int shift) {
    mergeExtents(source);
  }

  /**
   * Writes words little-endian and advances the position; by default in chunks of {@link
   * #getWords}. The buffer has room; its byte order must be left as it was.
   *
   * @param firstWord index of the first word
   * @param count words, 1 or more
   * @param target where to
   */
  protected void serializeWords(long firstWord, int count, ByteBuffer target) {
    WordRuns.serialize(this, firstWord, count, target);
  }

  /**
   * Replaces words by little-endian ones and advances the position; by default in chunks of {@link
   * #putWords}. Ghost bits must be dropped; the buffer's byte order must be left as it was.
   *
   * @param firstWord index of the first word
   * @param count words, 1 or more
   * @param source where from
   */
  protected void deserializeWords(long firstWord, int count, ByteBuffer source) {
    WordRuns.deserialize(this, firstWord, count, source);
  }
}
