package dev.dirtybench.backend.chronicle;

/**
 * Where things stand in a bitmap file.
 *
 * <table>
 *   <caption>Header</caption>
 *   <tr><th>offset</th><th>bytes</th><th>meaning</th></tr>
 *   <tr><td>0</td><td>8</td><td>magic, {@link #MAGIC}</td></tr>
 *   <tr><td>8</td><td>4</td><td>version of the layout, {@link #VERSION}</td></tr>
 *   <tr><td>12</td><td>4</td><td>log2 of the granularity in bytes</td></tr>
 *   <tr><td>16</td><td>8</td><td>size of the disk in bytes</td></tr>
 *   <tr><td>24</td><td>8</td><td>count of the set bits, as of closing</td></tr>
 *   <tr><td>32</td><td>4</td><td>state, {@link #CLOSED} or {@link #IN_USE}</td></tr>
 *   <tr><td>36</td><td>24</td><td>zero</td></tr>
 *   <tr><td>60</td><td>4</td><td>CRC-32C of the 60 bytes before it</td></tr>
 * </table>
 *
 * <p>The words follow at {@link #WORDS}, lowest bit first, and end with the file. Words and fields
 * are in the byte order of the machine, the magic's letters in their own: the version tells a file
 * of the other byte order.
 */
final class BitmapFileLayout {
  static final int MAGIC_AT = 0;
  static final int VERSION_AT = 8;
  static final int GRANULARITY_BITS_AT = 12;
  static final int SIZE_AT = 16;
  static final int COUNT_AT = 24;
  static final int STATE_AT = 32;
  static final int ZERO_AT = 36;
  static final int CHECKSUM_AT = 60;

  /** First byte of the words, and the length of the header: one cache line. */
  static final int WORDS = 64;

  /** The letters "DBitmap" and a line feed, as a big-endian number. */
  static final long MAGIC = 0x444269746d61700aL;

  static final int VERSION = 1;

  static final int CLOSED = 0;
  static final int IN_USE = 1;

  private BitmapFileLayout() {}

  /** The length of a file with so many words. */
  static long fileLength(long wordCount) {
    return WORDS + (wordCount << 3);
  }
}
