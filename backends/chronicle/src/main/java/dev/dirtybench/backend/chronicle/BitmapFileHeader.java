package dev.dirtybench.backend.chronicle;

import static dev.dirtybench.backend.chronicle.BitmapFileLayout.CHECKSUM_AT;
import static dev.dirtybench.backend.chronicle.BitmapFileLayout.CLOSED;
import static dev.dirtybench.backend.chronicle.BitmapFileLayout.COUNT_AT;
import static dev.dirtybench.backend.chronicle.BitmapFileLayout.GRANULARITY_BITS_AT;
import static dev.dirtybench.backend.chronicle.BitmapFileLayout.IN_USE;
import static dev.dirtybench.backend.chronicle.BitmapFileLayout.MAGIC;
import static dev.dirtybench.backend.chronicle.BitmapFileLayout.MAGIC_AT;
import static dev.dirtybench.backend.chronicle.BitmapFileLayout.SIZE_AT;
import static dev.dirtybench.backend.chronicle.BitmapFileLayout.STATE_AT;
import static dev.dirtybench.backend.chronicle.BitmapFileLayout.VERSION;
import static dev.dirtybench.backend.chronicle.BitmapFileLayout.VERSION_AT;
import static dev.dirtybench.backend.chronicle.BitmapFileLayout.WORDS;
import static dev.dirtybench.backend.chronicle.BitmapFileLayout.ZERO_AT;

import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * What the header of a bitmap file says, checked.
 *
 * @param size size of the disk in bytes
 * @param granularity bytes per bit
 * @param count set bits, as of closing
 */
record BitmapFileHeader(long size, Granularity granularity, long count) {
  private static final String RESTART = "; delete it and start with a full copy";

  BitmapFileHeader {
    if (size < 0) {
      throw new IllegalArgumentException("size must be 0 or more bytes, got " + size);
    }
    if (count < 0 || count > granularity.bitCount(size)) {
      throw new IllegalArgumentException(
          "count must be 0 to " + granularity.bitCount(size) + " bits, got " + count);
    }
  }

  long wordCount() {
    return (granularity.bitCount(size) + 63) >>> 6;
  }

  /** The header's bytes. */
  ByteBuffer encode(int state) {
    ByteBuffer bytes = ByteBuffer.allocate(WORDS).putLong(MAGIC_AT, MAGIC);
    bytes.order(ByteOrder.nativeOrder());
    bytes.putInt(VERSION_AT, VERSION);
    bytes.putInt(GRANULARITY_BITS_AT, granularity.bits());
    bytes.putLong(SIZE_AT, size);
    bytes.putLong(COUNT_AT, count);
    bytes.putInt(STATE_AT, state);
    return bytes.putInt(CHECKSUM_AT, checksum(bytes));
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes.array(), bytes.arrayOffset(), CHECKSUM_AT);
    return (int) checksum.getValue();
  }

  /**
   * Checks the header of a file that is to be opened.
   *
   * @param bytes the first bytes of the file, fewer than a header if the file is shorter
   * @param fileLength length of the whole file
   * @param file for messages
   * @return the header of a file that was closed and has the length that the header asks for
   * @throws IOException if it is anything else
   */
  static BitmapFileHeader decode(ByteBuffer bytes, long fileLength, Path file) throws IOException {
    if (bytes.remaining() < WORDS) {
      throw new IOException(
          "bitmap file must start with a header of "
              + WORDS
              + " bytes, got "
              + bytes.remaining()
              + " ("
              + file
              + ")");
    }
    ByteBuffer header = bytes.slice();
    long magic = header.getLong(MAGIC_AT);
    check(magic == MAGIC, "magic", hex(MAGIC), hex(magic), file, MAGIC_AT);
    header.order(ByteOrder.nativeOrder());
    int version = header.getInt(VERSION_AT);
    check(version == VERSION, "version", VERSION, version, file, VERSION_AT);
    int sum = checksum(header);
    int found = header.getInt(CHECKSUM_AT);
    check(found == sum, "header checksum", hex(sum), hex(found), file, CHECKSUM_AT);
    checkState(header.getInt(STATE_AT), file);
    for (int at = ZERO_AT; at < CHECKSUM_AT; at++) {
      check(header.get(at) == 0, "reserved byte", 0, header.get(at), file, at);
    }
    BitmapFileHeader decoded = fields(header, file);
    long expected = BitmapFileLayout.fileLength(decoded.wordCount());
    if (fileLength != expected) {
      throw new IOException(
          "bitmap file length must be "
              + expected
              + " bytes for its size and granularity, got "
              + fileLength
              + " ("
              + file
              + ")"
              + RESTART);
    }
    return decoded;
  }

  private static BitmapFileHeader fields(ByteBuffer header, Path file) throws IOException {
    int bits = header.getInt(GRANULARITY_BITS_AT);
    String range = "0 to " + Granularity.MAX_BITS;
    boolean inRange = bits >= 0 && bits <= Granularity.MAX_BITS;
    check(inRange, "granularity log2", range, bits, file, GRANULARITY_BITS_AT);
    Granularity granularity = new Granularity(bits);
    long size = header.getLong(SIZE_AT);
    check(size >= 0, "disk size", "0 or more", size, file, SIZE_AT);
    long bitCount = granularity.bitCount(size);
    boolean held = bitCount >= 0 && bitCount <= ChronicleBitmap.MAX_BITS;
    check(held, "bit count", "at most " + ChronicleBitmap.MAX_BITS, bitCount, file, SIZE_AT);
    long count = header.getLong(COUNT_AT);
    check(count >= 0 && count <= bitCount, "count", "0 to " + bitCount, count, file, COUNT_AT);
    return new BitmapFileHeader(size, granularity, count);
  }

  private static void checkState(int state, Path file) throws IOException {
    if (state == IN_USE) {
      throw new IOException(
          "bitmap file state must be closed ("
              + CLOSED
              + "), got in use ("
              + IN_USE
              + "): it is open elsewhere, or its writer ended without closing it and its bits cannot"
              + " be trusted ("
              + file
              + ", at byte "
              + STATE_AT
              + "); close it there, or delete it and start with a full copy");
    }
    check(state == CLOSED, "state", CLOSED, state, file, STATE_AT);
  }

  /** Compares the header with what the words hold. */
  void checkContent(long setBits, long ghostBits, Path file) throws IOException {
    check(
        ghostBits == 0,
        "bits past the end of the disk",
        0,
        hex(ghostBits),
        file,
        BitmapFileLayout.fileLength(wordCount()) - Long.BYTES);
    check(count == setBits, "count", setBits + " as in its words", count, file, COUNT_AT);
  }

  private static void check(
      boolean valid, String what, Object expected, Object found, Path file, long at)
      throws IOException {
    if (!valid) {
      throw new IOException(
          "bitmap file "
              + what
              + " must be "
              + expected
              + ", got "
              + found
              + " ("
              + file
              + ", at byte "
              + at
              + ")"
              + RESTART);
    }
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }
}
