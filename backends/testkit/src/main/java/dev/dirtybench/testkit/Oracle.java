package dev.dirtybench.testkit;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import java.util.Arrays;
import java.util.Objects;

/**
 * A dirty bitmap that is plainly right: one {@code long[]} and one loop per bit.
 *
 * <p>It shares no code with the bitmaps it judges: it is no {@link Bitmap} and rounds by itself.
 * Only the interior of a range, and regions without a dirty bit, are handled a word at a time, so
 * that large traces can be verified. Not for use by several threads at once.
 */
public final class Oracle {
  private final Granularity granularity;
  private final long granule;
  private long size;
  private long bitCount;
  private long[] words;

  /** Receives dirty extents in ascending order. */
  @FunctionalInterface
  public interface ExtentConsumer {
    /**
     * Receives one maximal run of dirty bytes.
     *
     * @param offset first byte
     * @param length bytes, 1 or more
     */
    void accept(long offset, long length);
  }

  /**
   * An oracle in which every byte is clean.
   *
   * @param size size of the disk in bytes, 0 or more
   * @param granularity bytes per bit
   * @throws IllegalArgumentException if the words do not fit into one array
   */
  public Oracle(long size, Granularity granularity) {
    this.granularity = granularity;
    this.granule = granularity.bytes();
    this.size = size;
    this.bitCount = bitsFor(size);
    this.words = new long[wordsFor(bitCount)];
  }

  private long bitsFor(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("size must be 0 or more bytes, got " + bytes);
    }
    return bytes / granule + (bytes % granule == 0 ? 0 : 1);
  }

  private static int wordsFor(long bits) {
    long count = bits / 64 + (bits % 64 == 0 ? 0 : 1);
    if (count > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "the oracle holds at most 2^37 bits, got " + bits + "; take a larger granularity");
    }
    return (int) count;
  }

  /**
   * The size of the disk described.
   *
   * @return bytes
   */
  public long size() {
    return size;
  }

  /**
   * Bytes per bit.
   *
   * @return the granularity
   */
  public Granularity granularity() {
    return granularity;
  }

  /**
   * How many bits describe the disk.
   *
   * @return bits
   */
  public long bitCount() {
    return bitCount;
  }

  /**
   * Marks bytes as dirty, rounded outward to whole granules.
   *
   * @param offset first byte
   * @param length bytes, 0 for none
   * @throws IndexOutOfBoundsException if the range leaves the disk
   */
  public void setDirty(long offset, long length) {
    Objects.checkFromIndexSize(offset, length, size);
    if (length > 0) {
      fill(offset / granule, (offset + length - 1) / granule, true);
    }
  }

  /**
   * Marks bytes as clean.
   *
   * @param offset first byte, a multiple of the granularity
   * @param length bytes; the range ends on the granularity or with the disk; 0 for none
   * @throws IndexOutOfBoundsException if the range leaves the disk
   * @throws IllegalArgumentException if the range cuts a granule in two
   */
  public void clearDirty(long offset, long length) {
    Objects.checkFromIndexSize(offset, length, size);
    if (length == 0) {
      return;
    }
    long end = offset + length;
    if (offset % granule != 0 || (end % granule != 0 && end != size)) {
      throw new IllegalArgumentException(
          "a range to clear must not cut a granule of "
              + granule
              + " bytes, got offset "
              + offset
              + " length "
              + length);
    }
    fill(offset / granule, (end - 1) / granule, false);
  }

  private void fill(long firstBit, long lastBit, boolean dirty) {
    long bit = firstBit;
    while (bit <= lastBit) {
      if (bit % 64 == 0 && lastBit - bit >= 63) {
        words[(int) (bit / 64)] = dirty ? -1L : 0L;
        bit += 64;
      } else {
        put(bit, dirty);
        bit++;
      }
    }
  }

  private void put(long bit, boolean dirty) {
    long mask = 1L << (bit % 64);
    if (dirty) {
      words[(int) (bit / 64)] |= mask;
    } else {
      words[(int) (bit / 64)] &= ~mask;
    }
  }

  private boolean get(long bit) {
    return (words[(int) (bit / 64)] >>> (bit % 64) & 1) == 1;
  }

  /** Marks every byte as clean. */
  public void clearAll() {
    Arrays.fill(words, 0);
  }

  /**
   * Whether the granule of a byte is dirty.
   *
   * @param offset a byte of the disk
   * @return true if dirty
   * @throws IndexOutOfBoundsException if the disk has no such byte
   */
  public boolean isDirty(long offset) {
    Objects.checkIndex(offset, size);
    return get(offset / granule);
  }

  /**
   * How many bits are dirty.
   *
   * @return a count of bits
   */
  public long dirtyBitCount() {
    long count = 0;
    for (long word : words) {
      count += Long.bitCount(word);
    }
    return count;
  }

  /**
   * How many bits of a range are dirty.
   *
   * @param offset first byte, inside the disk
   * @param length bytes, 1 or more; granules of which a part lies in the range count as a whole
   * @return a count of bits
   */
  public long dirtyBitCount(long offset, long length) {
    long lastBit = (offset + length - 1) / granule;
    long bit = offset / granule;
    long count = 0;
    while (bit <= lastBit) {
      if (bit % 64 == 0 && lastBit - bit >= 63) {
        count += Long.bitCount(words[(int) (bit / 64)]);
        bit += 64;
      } else {
        count += get(bit) ? 1 : 0;
        bit++;
      }
    }
    return count;
  }

  /**
   * Makes everything dirty that is dirty in another oracle, rounded outward to this granularity.
   *
   * @param source an oracle of the same size in bytes and any granularity
   * @throws IllegalArgumentException if the sizes differ
   */
  public void merge(Oracle source) {
    if (source.size != size) {
      throw new IllegalArgumentException(
          "oracles to merge must have one size, got " + size + " and " + source.size + " bytes");
    }
    if (source.granule == granule) {
      for (int i = 0; i < words.length; i++) {
        words[i] |= source.words[i];
      }
    } else {
      source.forEachExtent(this::setDirty);
    }
  }

  /**
   * Changes the size of the disk described: a new part is clean, a granule kept in part keeps its
   * bit.
   *
   * @param newSize bytes, 0 or more
   */
  public void truncate(long newSize) {
    long newBitCount = bitsFor(newSize);
    words = Arrays.copyOf(words, wordsFor(newBitCount));
    for (long bit = newBitCount; bit < words.length * 64L; bit++) {
      put(bit, false);
    }
    size = newSize;
    bitCount = newBitCount;
  }

  /**
   * The first dirty byte of a range.
   *
   * @param from first byte to look at, 0 or more
   * @param limit end of the range, exclusive; may lie past the disk's end
   * @return an offset in the range, or {@link Bitmap#NONE}
   */
  public long nextDirty(long from, long limit) {
    return next(from, limit, true);
  }

  /**
   * The first clean byte of a range.
   *
   * @param from first byte to look at, 0 or more
   * @param limit end of the range, exclusive; may lie past the disk's end
   * @return an offset in the range, or {@link Bitmap#NONE}
   */
  public long nextClean(long from, long limit) {
    return next(from, limit, false);
  }

  private long next(long from, long limit, boolean dirty) {
    long end = Math.min(limit, size);
    if (from >= end) {
      return Bitmap.NONE;
    }
    long lastBit = (end - 1) / granule;
    long skipped = dirty ? 0L : -1L;
    long bit = from / granule;
    while (bit <= lastBit) {
      if (bit % 64 == 0 && words[(int) (bit / 64)] == skipped) {
        bit += 64;
      } else if (get(bit) == dirty) {
        return Math.max(from, bit * granule);
      } else {
        bit++;
      }
    }
    return Bitmap.NONE;
  }

  /**
   * Hands out the dirty extents in ascending order; the last one ends with the disk at most.
   *
   * @param consumer receives them; must not change this oracle
   */
  public void forEachExtent(ExtentConsumer consumer) {
    long start = nextDirty(0, size);
    while (start != Bitmap.NONE) {
      long clean = nextClean(start, size);
      long end = clean == Bitmap.NONE ? size : clean;
      consumer.accept(start, end - start);
      start = nextDirty(end, size);
    }
  }

  /**
   * The words that hold the bits, the lowest bit first; bits past the end are zero.
   *
   * @return a copy
   */
  public long[] words() {
    return words.clone();
  }

  /**
   * The serialised form: little-endian words, bit {@code k} in byte {@code k / 8} at {@code k % 8}.
   *
   * @return {@code 8 * ceil(bits / 64)} bytes
   * @throws IllegalArgumentException if they do not fit into one array
   */
  public byte[] toBytes() {
    if (words.length > (Integer.MAX_VALUE - 8) / 8) {
      throw new IllegalArgumentException(
          "a serialised form has at most 2^31 bytes, got " + words.length + " words of 8");
    }
    byte[] bytes = new byte[words.length * 8];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (words[i / 8] >>> (8 * (i % 8)));
    }
    return bytes;
  }
}
