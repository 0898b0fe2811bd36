package dev.dirtybench.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.ExtentCursor;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.spi.WordCursor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A bitmap and the oracle that judges it: every operation goes to both. */
final class JudgedBitmap implements AutoCloseable {
  /** Extents whose edges {@link #check()} reads bit by bit. */
  private static final int EDGES = 100;

  private final Bitmap bitmap;
  private final Oracle oracle;

  JudgedBitmap(BitmapProvider provider, long size, Granularity granularity) {
    this.bitmap = provider.create(size, granularity);
    this.oracle = new Oracle(size, granularity);
  }

  Bitmap bitmap() {
    return bitmap;
  }

  Oracle oracle() {
    return oracle;
  }

  JudgedBitmap set(long offset, long length) {
    bitmap.setDirty(offset, length);
    oracle.setDirty(offset, length);
    return this;
  }

  JudgedBitmap clear(long offset, long length) {
    bitmap.clearDirty(offset, length);
    oracle.clearDirty(offset, length);
    return this;
  }

  void clearAll() {
    bitmap.clearAll();
    oracle.clearAll();
  }

  void truncate(long newSize) {
    bitmap.truncate(newSize);
    oracle.truncate(newSize);
  }

  void merge(JudgedBitmap source) {
    bitmap.merge(source.bitmap);
    oracle.merge(source.oracle);
  }

  /** Deserialises words, which may have ghost bits. */
  void load(long firstWord, long[] words) {
    ByteBuffer buffer = ByteBuffer.allocate(words.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asLongBuffer().put(words);
    bitmap.deserialize(firstWord, words.length, buffer);
    loadOracle(firstWord, words);
  }

  /** Loads words into the oracle alone, granule by granule. */
  void loadOracle(long firstWord, long[] words) {
    long granule = oracle.granularity().bytes();
    for (int i = 0; i < words.length * 64; i++) {
      long bit = firstWord * 64 + i;
      if (bit < oracle.bitCount()) {
        long offset = bit * granule;
        long length = Math.min(granule, oracle.size() - offset);
        if ((words[i / 64] >>> (i % 64) & 1) == 1) {
          oracle.setDirty(offset, length);
        } else {
          oracle.clearDirty(offset, length);
        }
      }
    }
  }

  /** Compares all that can be read, through every way of reading it. */
  void check() {
    checkCounts();
    checkWords();
    checkExtents(0, Long.MAX_VALUE, Long.MAX_VALUE);
    checkEdges();
  }

  void checkCounts() {
    assertEquals(oracle.size(), bitmap.size(), "size");
    assertEquals(oracle.bitCount(), bitmap.bitCount(), "bitCount");
    assertEquals((oracle.bitCount() + 63) / 64, bitmap.wordCount(), "wordCount");
    assertEquals(bitmap.wordCount() * 8, bitmap.serializedBytes(), "serializedBytes");
    long count = oracle.dirtyBitCount();
    assertEquals(count, bitmap.dirtyBitCount(), "dirtyBitCount");
    assertEquals(bytes(count), bitmap.dirtyByteCount(), "dirtyByteCount");
    assertEquals(count == 0, bitmap.isEmpty(), "isEmpty");
  }

  private long bytes(long count) {
    long granule = oracle.granularity().bytes();
    return count > Long.MAX_VALUE / granule ? Long.MAX_VALUE : count * granule;
  }

  void checkWords() {
    long[] expected = oracle.words();
    long[] copied = new long[expected.length];
    bitmap.copyWords(0, copied, 0, copied.length);
    assertArrayEquals(expected, copied, "copyWords");

    ByteBuffer buffer = ByteBuffer.allocate(expected.length * 8);
    bitmap.serialize(buffer);
    assertEquals(0, buffer.remaining(), "bytes that serialize left");
    assertArrayEquals(oracle.toBytes(), buffer.array(), "serialize");

    long[] scanned = new long[expected.length];
    WordCursor cursor = new WordCursor(64);
    while (bitmap.nextWords(cursor)) {
      System.arraycopy(cursor.words(), 0, scanned, (int) cursor.firstWord(), cursor.count());
    }
    assertArrayEquals(expected, scanned, "nextWords");
  }

  void checkExtents(long from, long limit, long maxLength) {
    assertEquals(
        expectedExtents(from, limit, maxLength),
        extents(new ExtentCursor().reset(from, limit).maxLength(maxLength)),
        () -> "extents from " + from + " to " + limit + " of at most " + maxLength + " bytes");
  }

  /** Reads single bits on both sides of where the first extents start and end. */
  private void checkEdges() {
    long end = 0;
    for (int i = 0; i < EDGES; i++) {
      long start = oracle.nextDirty(end, oracle.size());
      if (start == Bitmap.NONE) {
        return;
      }
      long clean = oracle.nextClean(start, oracle.size());
      end = clean == Bitmap.NONE ? oracle.size() : clean;
      for (long offset : new long[] {start - 1, start, end - 1, end}) {
        if (offset >= 0 && offset < oracle.size()) {
          assertEquals(
              oracle.isDirty(offset), bitmap.isDirty(offset), () -> "isDirty(" + offset + ")");
        }
      }
    }
  }

  private List<Extent> extents(ExtentCursor cursor) {
    List<Extent> found = new ArrayList<>();
    while (bitmap.nextExtent(cursor)) {
      found.add(new Extent(cursor.offset(), cursor.length()));
    }
    return found;
  }

  private List<Extent> expectedExtents(long from, long limit, long maxLength) {
    List<Extent> found = new ArrayList<>();
    long end = Math.min(limit, oracle.size());
    long start = oracle.nextDirty(from, end);
    while (start != Bitmap.NONE) {
      long clean = oracle.nextClean(start, end);
      long length = Math.min((clean == Bitmap.NONE ? end : clean) - start, maxLength);
      found.add(new Extent(start, length));
      start = oracle.nextDirty(start + length, end);
    }
    return found;
  }

  /** Asks both for the status of a byte, and the searches and the count that start there. */
  void checkSearches(long from, long limit) {
    assertEquals(
        oracle.nextDirty(from, limit),
        bitmap.nextDirty(from, limit),
        () -> "nextDirty(" + from + ", " + limit + ")");
    assertEquals(
        oracle.nextClean(from, limit),
        bitmap.nextClean(from, limit),
        () -> "nextClean(" + from + ", " + limit + ")");
    if (from < oracle.size()) {
      boolean dirty = oracle.isDirty(from);
      assertEquals(dirty, bitmap.isDirty(from), () -> "isDirty(" + from + ")");
      long end = Math.min(limit, oracle.size());
      if (end > from) {
        long change = dirty ? oracle.nextClean(from, end) : oracle.nextDirty(from, end);
        assertEquals(
            (change == Bitmap.NONE ? end : change) - from,
            bitmap.statusLength(from, end - from),
            () -> "statusLength(" + from + ", " + (end - from) + ")");
        assertEquals(
            oracle.dirtyBitCount(from, end - from),
            bitmap.dirtyBitCount(from, end - from),
            () -> "dirtyBitCount(" + from + ", " + (end - from) + ")");
      }
    }
  }

  @Override
  public void close() {
    bitmap.close();
  }
}
