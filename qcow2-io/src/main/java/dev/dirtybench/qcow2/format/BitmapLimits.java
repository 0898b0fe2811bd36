package dev.dirtybench.qcow2.format;

/** How large the structures of an image may be; QEMU's limits where it is stricter than qcow2. */
public final class BitmapLimits {
  /** Most bitmaps in one image. */
  public static final int MAX_BITMAPS = 65535;

  /** Longest bitmap directory, in bytes. */
  public static final long MAX_DIRECTORY_BYTES = 1024L * MAX_BITMAPS;

  /** Most entries in one bitmap table. */
  public static final int MAX_TABLE_ENTRIES = 0x8000000;

  /** Most bytes that the data of one bitmap may take, in whole clusters. */
  public static final long MAX_BITMAP_BYTES = 0x20000000;

  /** Smallest granularity, as a power of two: 512 bytes. */
  public static final int MIN_GRANULARITY_BITS = 9;

  /** Largest granularity, as a power of two: 2 GiB. */
  public static final int MAX_GRANULARITY_BITS = 31;

  /** Longest name, in bytes of UTF-8. */
  public static final int MAX_NAME_BYTES = 1023;

  /** Longest backing file name, in bytes. */
  public static final int MAX_BACKING_FILE_BYTES = 1023;

  /** Largest L1 table, in bytes. */
  public static final long MAX_L1_BYTES = 32L << 20;

  /** Largest refcount table, in bytes. */
  public static final long MAX_REFCOUNT_TABLE_BYTES = 8L << 20;

  /** Most snapshots. */
  public static final int MAX_SNAPSHOTS = 65536;

  /** Highest offset in a file that the format can name. */
  public static final long MAX_HOST_OFFSET = (1L << 56) - 1;

  private BitmapLimits() {}

  /**
   * The length of a bitmap's data: whole 64-bit words.
   *
   * @param virtualSize size of the disk in bytes
   * @param granularityBits log2 of bytes per bit
   * @return bytes, a multiple of 8
   */
  public static long dataBytes(long virtualSize, int granularityBits) {
    long bits =
        (virtualSize >>> granularityBits)
            + ((virtualSize & ((1L << granularityBits) - 1)) == 0 ? 0 : 1);
    return ((bits >>> 6) + ((bits & 63) == 0 ? 0 : 1)) << 3;
  }

  /**
   * How many clusters hold so many bytes.
   *
   * @param bytes 0 or more
   * @param clusterBits log2 of the cluster size
   * @return clusters, rounded up
   */
  public static long clusters(long bytes, int clusterBits) {
    return (bytes >>> clusterBits) + ((bytes & ((1L << clusterBits) - 1)) == 0 ? 0 : 1);
  }

  /**
   * Refuses a bitmap that an image could not store.
   *
   * @param name the bitmap's name
   * @param virtualSize size of the disk in bytes
   * @param granularityBits log2 of bytes per bit
   * @param clusterBits log2 of the cluster size
   * @throws IllegalArgumentException if a limit is passed, saying which
   */
  public static void requireStorable(
      String name, long virtualSize, int granularityBits, int clusterBits) {
    BitmapDirectoryEntry.nameBytes(name);
    FieldFault.requireRange(
        "granularity of bitmap \"" + name + "\" as a power of two",
        17,
        granularityBits,
        MIN_GRANULARITY_BITS,
        MAX_GRANULARITY_BITS);
    long data = dataBytes(virtualSize, granularityBits);
    long clusters = clusters(data, clusterBits);
    if (data == 0) {
      throw new IllegalArgumentException(
          "bitmap \"" + name + "\" cannot be stored: a disk of 0 bytes has no bits to store");
    }
    if (clusters > MAX_BITMAP_BYTES >>> clusterBits || clusters > MAX_TABLE_ENTRIES) {
      throw new IllegalArgumentException(
          "bitmap \""
              + name
              + "\" must take at most "
              + MAX_BITMAP_BYTES
              + " bytes, a disk of "
              + virtualSize
              + " bytes at granularity 2^"
              + granularityBits
              + " needs "
              + data
              + "; take a larger granularity");
    }
  }
}
