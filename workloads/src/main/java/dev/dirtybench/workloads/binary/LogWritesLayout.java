package dev.dirtybench.workloads.binary;

/** Where things stand in a log of dm-log-writes, all little-endian. */
final class LogWritesLayout {
  static final long MAGIC = 0x006a736677736872L;
  static final long VERSION = 1;

  /** What is read of the superblock; it takes a whole sector of the log, as every entry does. */
  static final int SUPER_BYTES = 28;

  static final int SUPER_VERSION = 8;
  static final int SUPER_ENTRIES = 16;
  static final int SUPER_SECTOR_BYTES = 24;

  static final int LEAST_SECTOR_BYTES = 512;
  static final int MOST_SECTOR_BYTES = 8 << 20;

  static final int ENTRY_BYTES = 32;
  static final int ENTRY_SECTORS = 8;
  static final int ENTRY_FLAGS = 16;
  static final int ENTRY_DATA_BYTES = 24;

  static final long FLUSH = 1;
  static final long DISCARD = 4;
  static final long MARK = 8;
  static final long ALL_FLAGS = 31;

  private LogWritesLayout() {}
}
