package dev.dirtybench.workloads.own;

import java.util.zip.CRC32C;

/**
 * Where things stand in a {@code .dbt} file: head, blocks, index, end; all numbers little-endian.
 *
 * <p>Every byte is covered by a CRC-32C or compared with the one value that it may have.
 */
final class DbtLayout {
  /** What a file starts with; a transfer as text or with seven bits changes it. */
  static final long MAGIC = 0x0a1a0a0d54424489L;

  /** What a file ends with: the magic's bytes backwards. */
  static final long END_MAGIC = 0x894442540d0a1a0aL;

  static final short VERSION = 1;

  /** The fixed part of the head; the texts and a checksum follow. */
  static final int HEAD_BYTES = 40;

  static final int HEAD_VERSION = 8;
  static final int HEAD_RESERVED = 10;
  static final int HEAD_LENGTH = 12;
  static final int HEAD_DEVICE_SIZE = 16;
  static final int HEAD_OPERATIONS = 24;
  static final int HEAD_BLOCK_OPERATIONS = 32;
  static final int HEAD_COMMENTS = 36;

  static final int CHECKSUM_BYTES = 4;

  /** The most operations that a block may have. */
  static final int MOST_BLOCK_OPERATIONS = 1 << 16;

  /** "BLK" and a line feed. */
  static final int BLOCK_MARK = 0x0a4b4c42;

  /** The header of a block, its checksum included; the columns and another checksum follow. */
  static final int BLOCK_BYTES = 48;

  static final int BLOCK_OPERATIONS = 4;
  static final int BLOCK_FIRST = 8;
  static final int BLOCK_TIME = 16;
  static final int BLOCK_TIME_UNIT = 24;
  static final int BLOCK_SHIFT = 32;
  static final int BLOCK_PACKING = 33;
  static final int BLOCK_RESERVED = 34;
  static final int BLOCK_COLUMN_BYTES = 36;
  static final int BLOCK_STORED_BYTES = 40;
  static final int BLOCK_CHECKSUM = 44;

  /** "IDX" and a line feed. */
  static final int INDEX_MARK = 0x0a584449;

  static final int MARK_BYTES = 4;
  static final int INDEX_ENTRY_BYTES = 8;

  /** The end of a file. */
  static final int END_BYTES = 36;

  static final int END_INDEX = 0;
  static final int END_OPERATIONS = 8;
  static final int END_BLOCKS = 16;
  static final int END_INDEX_CHECKSUM = 20;
  static final int END_CHECKSUM = 24;
  static final int END_MARK = 28;

  private DbtLayout() {}

  /** The CRC-32C of bytes. */
  static int checksum(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
