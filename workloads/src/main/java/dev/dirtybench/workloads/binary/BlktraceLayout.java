package dev.dirtybench.workloads.binary;

/**
 * Where things stand in a record of blktrace, in the byte order of the recording host.
 *
 * <p>Both versions start with magic, sequence, time, sector and bytes; payload follows the header.
 */
final class BlktraceLayout {
  /** The magic without the version in its lowest byte. */
  static final int MAGIC = 0x65617400;

  static final int MAGIC_MASK = 0xffffff00;

  static final int TIME = 8;
  static final int SECTOR = 16;
  static final int BYTES = 24;

  static final int VERSION_7 = 7;
  static final int BYTES_7 = 48;
  static final int ACTION_7 = 28;
  static final int DEVICE_7 = 36;
  static final int ERROR_7 = 44;
  static final int PAYLOAD_7 = 46;

  static final int VERSION_8 = 8;
  static final int BYTES_8 = 64;
  static final int ACTION_8 = 32;
  static final int DEVICE_8 = 40;
  static final int ERROR_8 = 48;
  static final int PAYLOAD_8 = 50;

  /** What of the action's low half is not its number: a cgroup's id stands in the payload. */
  static final int CGROUP = 0x100;

  static final int ACTION_MASK = 0xffff;
  static final int CATEGORY_SHIFT = 16;
  static final int WRITE = 0x2;
  static final int FLUSH = 0x4;
  static final int PASSTHROUGH = 0x200;
  static final int NOTIFY = 0x400;
  static final int DISCARD = 0x2000;

  static final int QUEUED = 1;
  static final int ISSUED = 7;
  static final int COMPLETED = 8;

  static final int MINOR_BITS = 20;

  private BlktraceLayout() {}
}
