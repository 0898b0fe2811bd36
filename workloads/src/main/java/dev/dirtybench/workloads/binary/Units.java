package dev.dirtybench.workloads.binary;

import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.read.RecordPlace;

/** Numbers of a record in the units of a trace, bounded before they are multiplied. */
final class Units {
  static final int SECTOR_BYTES = 512;
  private static final long NS_PER_US = 1000;

  private Units() {}

  /**
   * Bytes of so many units of so many bytes each.
   *
   * @throws TraceFormatException if the unsigned count is past the largest disk
   */
  static long bytes(RecordPlace place, String what, long count, long unitBytes)
      throws TraceFormatException {
    long most = WriteTrace.MAX_DEVICE_SIZE / unitBytes;
    if (count < 0 || count > most) {
      throw place.fault(
          what + " of 0 to " + most + ", in units of " + unitBytes + " bytes",
          Long.toUnsignedString(count));
    }
    return count * unitBytes;
  }

  /**
   * A time in nanoseconds.
   *
   * @throws TraceFormatException if the unsigned number is past 2^63 - 1
   */
  static long nanoseconds(RecordPlace place, long ns) throws TraceFormatException {
    if (ns < 0) {
      throw place.fault("a time of 0 to 2^63 - 1 ns", Long.toUnsignedString(ns));
    }
    return ns;
  }

  /**
   * Nanoseconds of a time in microseconds.
   *
   * @throws TraceFormatException if they are past 2^63 - 1
   */
  static long microseconds(RecordPlace place, long us) throws TraceFormatException {
    if (us < 0 || us > Long.MAX_VALUE / NS_PER_US) {
      throw place.fault(
          "a time of 0 to " + Long.MAX_VALUE / NS_PER_US + " microseconds",
          Long.toUnsignedString(us));
    }
    return us * NS_PER_US;
  }
}
