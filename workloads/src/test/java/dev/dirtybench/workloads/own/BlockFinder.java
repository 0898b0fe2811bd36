package dev.dirtybench.workloads.own;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Where the parts of a file stand, by the layout alone. */
final class BlockFinder {
  private BlockFinder() {}

  /** The first byte of each block, and of the index. */
  static List<Integer> offsets(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    List<Integer> offsets = new ArrayList<>();
    int at = bytes.getInt(DbtLayout.HEAD_LENGTH);
    while (bytes.getInt(at) == DbtLayout.BLOCK_MARK) {
      offsets.add(at);
      at +=
          DbtLayout.BLOCK_BYTES
              + bytes.getInt(at + DbtLayout.BLOCK_STORED_BYTES)
              + DbtLayout.CHECKSUM_BYTES;
    }
    offsets.add(at);
    return offsets;
  }
}
