package dev.dirtybench.qcow2.format;

/**
 * One 64-bit entry of the refcount table: where a refcount block is.
 *
 * <p>Bits 9 to 63 are the block's offset, 0 for a block in which every refcount is 0.
 */
public final class RefcountTableEntry {
  /** Width of an entry in the table. */
  public static final int BYTES = 8;

  private static final long RESERVED_MASK = 0x1ff;

  private RefcountTableEntry() {}

  /**
   * Checks an entry.
   *
   * @param entry as read
   * @param clusterBits log2 of the cluster size
   * @param location the entry's place, for messages
   * @return the offset of the block, 0 for none
   * @throws Qcow2FormatException if it breaks a rule
   */
  public static long offset(long entry, int clusterBits, FileLocation location)
      throws Qcow2FormatException {
    try {
      FieldFault.requireReservedZero("refcount table entry", 0, entry, RESERVED_MASK);
      FieldFault.requireClusterOffset("refcount block offset", 0, entry, 1L << clusterBits);
      return entry;
    } catch (FieldFault e) {
      throw e.in(location);
    }
  }
}
