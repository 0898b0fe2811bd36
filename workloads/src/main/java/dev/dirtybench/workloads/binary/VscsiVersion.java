package dev.dirtybench.workloads.binary;

import java.nio.ByteBuffer;

/** The two layouts of a record of a vscsi trace, little-endian. */
enum VscsiVersion {
  /** Number, length, segments, command, version, block, time. */
  ONE(0x0100, 32, 12, 14, 4),
  /** Command, version, number, length, segments, block, time, response time. */
  TWO(0x0200, 40, 0, 2, 8);

  private static final int BLOCK = 16;
  private static final int TIME = 24;
  private static final int MOST_COMMAND = 0xff;

  private final int number;
  private final int bytes;
  private final int command;
  private final int version;
  private final int length;

  VscsiVersion(int number, int bytes, int command, int version, int length) {
    this.number = number;
    this.bytes = bytes;
    this.command = command;
    this.version = version;
    this.length = length;
  }

  /** Length of a record. */
  int bytes() {
    return bytes;
  }

  /** Whether a record at an index has this version's number and a command of SCSI. */
  boolean fits(ByteBuffer record, int at) {
    return Short.toUnsignedInt(record.getShort(at + version)) == number
        && command(record, at) <= MOST_COMMAND;
  }

  /** The SCSI operation code. */
  int command(ByteBuffer record, int at) {
    return Short.toUnsignedInt(record.getShort(at + command));
  }

  /** Bytes of data. */
  long length(ByteBuffer record, int at) {
    return Integer.toUnsignedLong(record.getInt(at + length));
  }

  /** The first block, of 512 bytes. */
  long block(ByteBuffer record, int at) {
    return record.getLong(at + BLOCK);
  }

  /** Microseconds. */
  long time(ByteBuffer record, int at) {
    return record.getLong(at + TIME);
  }
}
