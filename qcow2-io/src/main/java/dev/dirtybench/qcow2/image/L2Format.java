package dev.dirtybench.qcow2.image;

import dev.dirtybench.qcow2.format.HeaderLayout;
import dev.dirtybench.qcow2.format.Qcow2Header;
import java.nio.ByteBuffer;

/**
 * The meaning of an image's L1 and L2 entries.
 *
 * <p>A unit is the smallest piece that can be allocated or read as zeros on its own: a cluster, or
 * with extended L2 entries one of its 32 subclusters.
 */
final class L2Format {
  static final long OFFSET_MASK = 0x00fffffffffffe00L;

  /** The cluster belongs to this entry alone and may be written in place. */
  static final long COPIED = 1L << 63;

  private static final long COMPRESSED = 1L << 62;
  private static final long ZERO = 1;
  private static final int SUBCLUSTERS = 32;
  private static final int ZERO_SHIFT = 32;

  /** How a unit is read. */
  enum State {
    /** From the backing file, zeros where there is none. */
    UNALLOCATED,
    /** As zeros. */
    ZERO,
    /** From the entry's cluster. */
    DATA,
    /** From compressed bytes, as all units of its cluster. */
    COMPRESSED
  }

  private final int clusterBits;
  private final boolean extended;
  private final boolean zeroFlag;
  private final boolean external;

  L2Format(Qcow2Header header) {
    this.clusterBits = header.clusterBits();
    this.extended = header.hasExtendedL2();
    this.zeroFlag = header.version() > 2;
    this.external = (header.incompatibleFeatures() & HeaderLayout.INCOMPATIBLE_DATA_FILE) != 0;
  }

  /** Whether there is a way to say that a cluster reads as zeros; version 2 has none. */
  boolean hasZeroFlag() {
    return zeroFlag;
  }

  int entryBytes() {
    return extended ? 16 : 8;
  }

  /** Guest bytes that one L2 table describes, as a power of two. */
  int coverageBits() {
    return 2 * clusterBits - (extended ? 4 : 3);
  }

  int units() {
    return extended ? SUBCLUSTERS : 1;
  }

  int unitBits() {
    return extended ? clusterBits - 5 : clusterBits;
  }

  L2Entry get(ByteBuffer table, int index) {
    int at = index * entryBytes();
    return new L2Entry(table.getLong(at), extended ? table.getLong(at + 8) : 0);
  }

  void put(ByteBuffer table, int index, L2Entry entry) {
    int at = index * entryBytes();
    table.putLong(at, entry.word());
    if (extended) {
      table.putLong(at + 8, entry.subclusters());
    }
  }

  State state(L2Entry entry, int unit) {
    if ((entry.word() & COMPRESSED) != 0) {
      return State.COMPRESSED;
    }
    if (extended) {
      if ((entry.subclusters() >>> unit + ZERO_SHIFT & 1) != 0) {
        return State.ZERO;
      }
      return (entry.subclusters() >>> unit & 1) != 0 ? State.DATA : State.UNALLOCATED;
    }
    if (zeroFlag && (entry.word() & ZERO) != 0) {
      return State.ZERO;
    }
    return hasCluster(entry) ? State.DATA : State.UNALLOCATED;
  }

  /** Whether a cluster belongs to the entry, be it read or not; with a data file, at 0 too. */
  boolean hasCluster(L2Entry entry) {
    return (entry.word() & COMPRESSED) == 0
        && (offset(entry) != 0 || external && (entry.word() & COPIED) != 0);
  }

  boolean mayWriteInPlace(L2Entry entry) {
    return hasCluster(entry) && (entry.word() & COPIED) != 0;
  }

  long offset(L2Entry entry) {
    return entry.word() & OFFSET_MASK;
  }

  /** Where compressed bytes start. */
  long compressedOffset(L2Entry entry) {
    return entry.word() & (1L << compressedOffsetBits()) - 1;
  }

  /** The most compressed bytes that there can be: up to the end of their last sector. */
  int compressedBytes(L2Entry entry) {
    long sectors = ((entry.word() & ~COPIED & ~COMPRESSED) >>> compressedOffsetBits()) + 1;
    return (int) (sectors * 512 - (compressedOffset(entry) & 511));
  }

  private int compressedOffsetBits() {
    return 62 - (clusterBits - 8);
  }

  /** A copy whose units from one on read as zeros; its cluster stays. */
  L2Entry withZeros(L2Entry entry, int firstUnit) {
    if (!extended) {
      return new L2Entry(entry.word() | ZERO, 0);
    }
    long units = 0xffffffffL >>> firstUnit << firstUnit;
    return new L2Entry(entry.word(), entry.subclusters() & ~units | units << ZERO_SHIFT);
  }

  /** A copy in which one more unit is read from a cluster that belongs to this entry alone. */
  L2Entry withData(L2Entry entry, int unit, long cluster) {
    return new L2Entry(cluster | COPIED, extended ? entry.subclusters() | 1L << unit : 0);
  }

  /** A whole cluster that belongs to this entry alone. */
  L2Entry data(long cluster) {
    return new L2Entry(cluster | COPIED, extended ? 0xffffffffL : 0);
  }
}
