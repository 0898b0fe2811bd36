package dev.dirtybench.workloads.own;

import java.nio.ByteBuffer;

/**
 * What stands before the columns of a block: how many operations they hold and how they are packed.
 *
 * @param operations 1 to {@link DbtLayout#MOST_BLOCK_OPERATIONS}
 * @param first the number of the first one in the whole trace
 * @param time nanoseconds of the first one
 * @param timeUnit nanoseconds that all steps of time are multiples of, 1 or more
 * @param shift bits by which offsets and lengths were shifted down, 0 to 62
 * @param packing how the columns are packed
 * @param columnBytes length of the columns, unpacked
 * @param storedBytes length of the columns, as the file has them
 */
record BlockHeader(
    int operations,
    long first,
    long time,
    long timeUnit,
    int shift,
    Packing packing,
    int columnBytes,
    int storedBytes) {
  private static final int MOST_SHIFT = 62;
  private static final int NUMBER_COLUMNS = 3;

  // Four values of TraceOperation; a damaged frame may claim more, and is refused then.
  private static final int OPERATION_BITS = 2;

  /** The most bytes that the columns of so many operations take. */
  static int mostColumnBytes(int operations) {
    return NUMBER_COLUMNS * Frames.mostBytes(operations, Long.SIZE)
        + Frames.mostBytes(operations, OPERATION_BITS);
  }

  /** Bytes from the block's first to the one behind its last. */
  int wholeBytes() {
    return DbtLayout.BLOCK_BYTES + storedBytes + DbtLayout.CHECKSUM_BYTES;
  }

  /** Writes the header with its checksum at the buffer's start; it is backed by an array. */
  void write(ByteBuffer buffer) {
    buffer.putInt(0, DbtLayout.BLOCK_MARK);
    buffer.putInt(DbtLayout.BLOCK_OPERATIONS, operations);
    buffer.putLong(DbtLayout.BLOCK_FIRST, first);
    buffer.putLong(DbtLayout.BLOCK_TIME, time);
    buffer.putLong(DbtLayout.BLOCK_TIME_UNIT, timeUnit);
    buffer.put(DbtLayout.BLOCK_SHIFT, (byte) shift);
    buffer.put(DbtLayout.BLOCK_PACKING, (byte) packing.ordinal());
    buffer.putShort(DbtLayout.BLOCK_RESERVED, (short) 0);
    buffer.putInt(DbtLayout.BLOCK_COLUMN_BYTES, columnBytes);
    buffer.putInt(DbtLayout.BLOCK_STORED_BYTES, storedBytes);
    buffer.putInt(
        DbtLayout.BLOCK_CHECKSUM,
        DbtLayout.checksum(buffer.array(), buffer.arrayOffset(), DbtLayout.BLOCK_CHECKSUM));
  }

  /** Whether the checksum of a header at an index matches. */
  static boolean isIntact(ByteBuffer buffer, int at) {
    return buffer.getInt(at + DbtLayout.BLOCK_CHECKSUM)
        == DbtLayout.checksum(buffer.array(), buffer.arrayOffset() + at, DbtLayout.BLOCK_CHECKSUM);
  }

  /**
   * Reads a header whose mark and checksum are right.
   *
   * @param buffer little-endian
   * @param at index of the mark
   * @param mostOperations that a block of this file may have
   * @return null if a value is out of its bounds
   */
  static BlockHeader read(ByteBuffer buffer, int at, int mostOperations) {
    int operations = buffer.getInt(at + DbtLayout.BLOCK_OPERATIONS);
    Packing packing = Packing.ofCode(buffer.get(at + DbtLayout.BLOCK_PACKING));
    BlockHeader header =
        new BlockHeader(
            operations,
            buffer.getLong(at + DbtLayout.BLOCK_FIRST),
            buffer.getLong(at + DbtLayout.BLOCK_TIME),
            buffer.getLong(at + DbtLayout.BLOCK_TIME_UNIT),
            buffer.get(at + DbtLayout.BLOCK_SHIFT),
            packing,
            buffer.getInt(at + DbtLayout.BLOCK_COLUMN_BYTES),
            buffer.getInt(at + DbtLayout.BLOCK_STORED_BYTES));
    boolean reserved = buffer.getShort(at + DbtLayout.BLOCK_RESERVED) != 0;
    return !reserved && header.isSound(mostOperations) ? header : null;
  }

  private boolean isSound(int mostOperations) {
    return operations >= 1
        && operations <= mostOperations
        && first >= 0
        && first <= Long.MAX_VALUE - operations
        && time >= 0
        && timeUnit >= 1
        && shift >= 0
        && shift <= MOST_SHIFT
        && packing != null
        && columnBytes >= 1
        && columnBytes <= mostColumnBytes(operations)
        && storedBytes >= 1
        && (packing == Packing.NONE ? storedBytes == columnBytes : storedBytes < columnBytes);
  }
}
