package dev.dirtybench.qcow2.format;

/**
 * One 64-bit entry of a bitmap table: where a cluster of the bitmap's data is, or what it reads as.
 *
 * <p>Bits 9 to 55 are the offset of a data cluster. Where they are 0, bit 0 says what the cluster
 * reads as: 0 all zeros, 1 all ones. Every other bit is reserved. Entries are plain {@code long}s,
 * because a table may have a million of them.
 */
public final class BitmapTableEntry {
  /** Width of an entry in the table. */
  public static final int BYTES = 8;

  /** The cluster reads as zeros and takes no space. */
  public static final long ALL_ZEROS = 0;

  /** The cluster reads as ones and takes no space. */
  public static final long ALL_ONES = 1;

  /** The bits of the offset. */
  public static final long OFFSET_MASK = 0x00fffffffffffe00L;

  /** The bits that must be 0. */
  public static final long RESERVED_MASK = 0xff000000000001feL;

  private BitmapTableEntry() {}

  /**
   * Where the data cluster is.
   *
   * @param entry an entry
   * @return bytes from the start of the file, 0 for none
   */
  public static long offset(long entry) {
    return entry & OFFSET_MASK;
  }

  /**
   * Checks an entry.
   *
   * @param entry as read
   * @param clusterBits log2 of the cluster size
   * @param location the entry's place, for messages
   * @throws Qcow2FormatException if it breaks a rule
   */
  public static void require(long entry, int clusterBits, FileLocation location)
      throws Qcow2FormatException {
    try {
      FieldFault.requireReservedZero("bitmap table entry", 0, entry, RESERVED_MASK);
      long offset = offset(entry);
      if (offset != 0) {
        FieldFault.requireReservedZero("bitmap table entry with an offset", 0, entry, ALL_ONES);
        FieldFault.requireClusterOffset(
            "offset in a bitmap table entry", 0, offset, 1L << clusterBits);
      }
    } catch (FieldFault e) {
      throw e.in(location);
    }
  }
}
