package dev.dirtybench.qcow2.format;

/**
 * A place in an image, for messages: {@code a.qcow2, bitmap "b0", bitmap table at 0x50000}.
 *
 * @param path the file as the caller named it
 * @param structure what lies there
 * @param byteOffset where it starts, in bytes from the start of the file
 */
public record FileLocation(String path, String structure, long byteOffset) {
  /**
   * A place in the structures of one bitmap.
   *
   * @param path the file
   * @param bitmap the bitmap's name
   * @param structure such as {@code bitmap table}
   * @param byteOffset where it starts
   * @return the location
   */
  public static FileLocation ofBitmap(
      String path, String bitmap, String structure, long byteOffset) {
    return new FileLocation(path, "bitmap \"" + bitmap + "\", " + structure, byteOffset);
  }

  /**
   * The same structure, some bytes further on.
   *
   * @param bytes how far
   * @return a location
   */
  public FileLocation plus(long bytes) {
    return new FileLocation(path, structure, byteOffset + bytes);
  }

  @Override
  public String toString() {
    return path + ", " + structure + " at 0x" + Long.toHexString(byteOffset);
  }
}
