package dev.dirtybench.qcow2.format;

import static dev.dirtybench.qcow2.format.FieldFault.requireRange;
import static dev.dirtybench.qcow2.format.FieldFault.requireReservedZero;

import java.nio.charset.StandardCharsets;

/**
 * One bitmap of an image as its directory describes it; see {@link BitmapDirectoryLayout}.
 *
 * @param tableOffset where the bitmap table starts, in bytes from the start of the file
 * @param tableEntries entries of the bitmap table
 * @param flags {@link BitmapDirectoryLayout#FLAG_IN_USE}, {@link BitmapDirectoryLayout#FLAG_AUTO}
 * @param granularityBits log2 of bytes per bit, 9 to 31
 * @param name 1 to 1023 bytes of UTF-8 without NUL
 */
public record BitmapDirectoryEntry(
    long tableOffset, int tableEntries, int flags, int granularityBits, String name) {
  /**
   * Checks every field but for what depends on the cluster size.
   *
   * @throws IllegalArgumentException if a field breaks a rule
   */
  public BitmapDirectoryEntry {
    requireRange(
        "bitmap table offset",
        BitmapDirectoryLayout.TABLE_OFFSET,
        tableOffset,
        1L << HeaderLayout.MIN_CLUSTER_BITS,
        BitmapLimits.MAX_HOST_OFFSET);
    requireRange(
        "entries of the bitmap table",
        BitmapDirectoryLayout.TABLE_ENTRIES,
        Integer.toUnsignedLong(tableEntries),
        1,
        BitmapLimits.MAX_TABLE_ENTRIES);
    requireReservedZero(
        "flags",
        BitmapDirectoryLayout.FLAGS,
        Integer.toUnsignedLong(flags),
        Integer.toUnsignedLong(BitmapDirectoryLayout.FLAGS_RESERVED));
    requireRange(
        "granularity_bits",
        BitmapDirectoryLayout.GRANULARITY_BITS,
        granularityBits,
        BitmapLimits.MIN_GRANULARITY_BITS,
        BitmapLimits.MAX_GRANULARITY_BITS);
    nameBytes(name);
  }

  static byte[] nameBytes(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    requireRange(
        "length of a bitmap's name in bytes",
        BitmapDirectoryLayout.NAME_SIZE,
        bytes.length,
        1,
        BitmapLimits.MAX_NAME_BYTES);
    if (name.indexOf('\0') >= 0) {
      throw new FieldFault(
          Qcow2FormatException.Kind.INVALID_FORMAT,
          BitmapDirectoryLayout.FIXED_BYTES,
          "a bitmap's name must not contain NUL, got one at character " + name.indexOf('\0'));
    }
    return bytes;
  }

  /**
   * Whether the contents may be stale: the bitmap was in use when the image was last written.
   *
   * @return true if the flag is set
   */
  public boolean inUse() {
    return (flags & BitmapDirectoryLayout.FLAG_IN_USE) != 0;
  }

  /**
   * Whether the bitmap records from opening on, which QEMU calls enabled.
   *
   * @return true if the flag is set
   */
  public boolean auto() {
    return (flags & BitmapDirectoryLayout.FLAG_AUTO) != 0;
  }

  /**
   * A copy with other flags.
   *
   * @param changed the flags
   * @return a changed copy
   */
  public BitmapDirectoryEntry withFlags(int changed) {
    return new BitmapDirectoryEntry(tableOffset, tableEntries, changed, granularityBits, name);
  }

  /**
   * How many bytes the entry takes in the directory.
   *
   * @return a multiple of 8
   */
  public int bytes() {
    return (int) BitmapDirectoryLayout.entryBytes(0, nameBytes(name).length);
  }
}
