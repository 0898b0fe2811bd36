package dev.dirtybench.workloads.own;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** The checksum of an index, of its mark and of entries as they come; for use by one thread. */
final class IndexSum {
  private final CRC32C crc = new CRC32C();
  private final ByteBuffer entry =
      ByteBuffer.allocate(DbtLayout.INDEX_ENTRY_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  IndexSum() {
    entry.putInt(0, DbtLayout.INDEX_MARK);
    crc.update(entry.array(), 0, DbtLayout.MARK_BYTES);
  }

  void add(long offset) {
    entry.putLong(0, offset);
    crc.update(entry.array());
  }

  void add(byte[] entries, int length) {
    crc.update(entries, 0, length);
  }

  int value() {
    return (int) crc.getValue();
  }
}
