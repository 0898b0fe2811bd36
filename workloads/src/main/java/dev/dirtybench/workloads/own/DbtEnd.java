package dev.dirtybench.workloads.own;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What stands behind the index: by it a reader knows that the file is whole, and finds the index.
 *
 * @param index offset of the index's mark
 * @param operations of the whole trace
 * @param blocks how many, and how many entries the index has
 * @param indexChecksum CRC-32C of mark and entries
 */
record DbtEnd(long index, long operations, int blocks, int indexChecksum) {
  /** The end as the file has it. */
  byte[] bytes() {
    ByteBuffer end = ByteBuffer.allocate(DbtLayout.END_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    end.putLong(DbtLayout.END_INDEX, index);
    end.putLong(DbtLayout.END_OPERATIONS, operations);
    end.putInt(DbtLayout.END_BLOCKS, blocks);
    end.putInt(DbtLayout.END_INDEX_CHECKSUM, indexChecksum);
    end.putInt(DbtLayout.END_CHECKSUM, DbtLayout.checksum(end.array(), 0, DbtLayout.END_CHECKSUM));
    end.putLong(DbtLayout.END_MARK, DbtLayout.END_MAGIC);
    return end.array();
  }

  /**
   * Reads an end.
   *
   * @param bytes hold it
   * @param from its first byte
   * @param offset of that byte in the file
   * @param blockOperations of the file
   * @return null if it is none, or does not fit the file
   */
  static DbtEnd of(byte[] bytes, int from, long offset, int blockOperations) {
    ByteBuffer end =
        ByteBuffer.wrap(bytes, from, DbtLayout.END_BYTES).slice().order(ByteOrder.LITTLE_ENDIAN);
    if (end.getLong(DbtLayout.END_MARK) != DbtLayout.END_MAGIC
        || end.getInt(DbtLayout.END_CHECKSUM)
            != DbtLayout.checksum(bytes, from, DbtLayout.END_CHECKSUM)) {
      return null;
    }
    DbtEnd read =
        new DbtEnd(
            end.getLong(DbtLayout.END_INDEX),
            end.getLong(DbtLayout.END_OPERATIONS),
            end.getInt(DbtLayout.END_BLOCKS),
            end.getInt(DbtLayout.END_INDEX_CHECKSUM));
    return read.fits(offset, blockOperations) ? read : null;
  }

  private boolean fits(long offset, int blockOperations) {
    return blocks >= 0
        && operations >= 0
        && blocks == operations / blockOperations + (operations % blockOperations == 0 ? 0 : 1)
        && index >= 0
        && index == offset - DbtLayout.MARK_BYTES - (long) blocks * DbtLayout.INDEX_ENTRY_BYTES;
  }

  /** The offset of a block's entry in the index. */
  long entry(long block) {
    return index + DbtLayout.MARK_BYTES + block * DbtLayout.INDEX_ENTRY_BYTES;
  }
}
