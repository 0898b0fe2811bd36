package dev.dirtybench.qcow2.format;

import dev.dirtybench.qcow2.format.Qcow2FormatException.Kind;
import java.nio.ByteBuffer;

/**
 * The header extension that says where the bitmap directory is; 24 bytes, big-endian.
 *
 * <table>
 * <caption>Fields</caption>
 * <tr><th>offset</th><th>width</th><th>meaning</th></tr>
 * <tr><td>0</td><td>4</td><td>number of bitmaps, 1 to 65535</td></tr>
 * <tr><td>4</td><td>4</td><td>reserved, 0</td></tr>
 * <tr><td>8</td><td>8</td><td>bytes of the directory</td></tr>
 * <tr><td>16</td><td>8</td><td>where it starts, a multiple of the cluster size</td></tr>
 * </table>
 *
 * <p>It counts only while autoclear feature bit 0 is set.
 *
 * @param bitmapCount number of bitmaps
 * @param directorySize bytes of the directory
 * @param directoryOffset where the directory starts
 */
public record BitmapsExtension(int bitmapCount, long directorySize, long directoryOffset) {
  /** Length of the extension's data. */
  public static final int BYTES = 24;

  private static final int COUNT = 0;
  private static final int RESERVED = 4;
  private static final int DIRECTORY_SIZE = 8;
  private static final int DIRECTORY_OFFSET = 16;

  /**
   * Checks the limits; whether the offset lies on a cluster is checked by {@link #read}.
   *
   * @throws IllegalArgumentException if a field is out of bounds
   */
  public BitmapsExtension {
    FieldFault.requireRange(
        "nb_bitmaps", COUNT, Integer.toUnsignedLong(bitmapCount), 1, BitmapLimits.MAX_BITMAPS);
    FieldFault.requireRange(
        "bitmap_directory_size",
        DIRECTORY_SIZE,
        directorySize,
        1,
        BitmapLimits.MAX_DIRECTORY_BYTES);
    FieldFault.requireRange(
        "bitmap_directory_offset",
        DIRECTORY_OFFSET,
        directoryOffset,
        1L << HeaderLayout.MIN_CLUSTER_BITS,
        BitmapLimits.MAX_HOST_OFFSET);
  }

  /**
   * Reads the extension's data.
   *
   * @param extension of type {@link HeaderExtension#BITMAPS}
   * @param clusterBits log2 of the cluster size
   * @param path the file, for messages
   * @return the decoded extension
   * @throws Qcow2FormatException if it breaks a rule
   */
  public static BitmapsExtension read(HeaderExtension extension, int clusterBits, String path)
      throws Qcow2FormatException {
    FileLocation location = new FileLocation(path, "bitmaps extension", 0);
    byte[] data = extension.data();
    if (data.length != BYTES) {
      throw new Qcow2FormatException(
          Kind.INVALID_FORMAT,
          "the bitmaps extension must have " + BYTES + " bytes, got " + data.length,
          location);
    }
    ByteBuffer in = ByteBuffer.wrap(data);
    try {
      if (in.getInt(RESERVED) != 0) {
        throw new FieldFault(
            Kind.INVALID_FORMAT,
            RESERVED,
            "the reserved field of the bitmaps extension must be 0, got "
                + FieldFault.hex(Integer.toUnsignedLong(in.getInt(RESERVED))));
      }
      FieldFault.requireClusterOffset(
          "bitmap_directory_offset",
          DIRECTORY_OFFSET,
          in.getLong(DIRECTORY_OFFSET),
          1L << clusterBits);
      return new BitmapsExtension(
          in.getInt(COUNT), in.getLong(DIRECTORY_SIZE), in.getLong(DIRECTORY_OFFSET));
    } catch (FieldFault e) {
      throw e.in(location);
    }
  }

  /**
   * The extension as it is kept in the header.
   *
   * @return its bytes
   */
  public HeaderExtension toExtension() {
    ByteBuffer out = ByteBuffer.allocate(BYTES);
    out.putInt(bitmapCount).putInt(0).putLong(directorySize).putLong(directoryOffset);
    return new HeaderExtension(HeaderExtension.BITMAPS, out.array());
  }
}
