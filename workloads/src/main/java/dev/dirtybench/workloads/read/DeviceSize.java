package dev.dirtybench.workloads.read;

import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.WriteTrace;

/**
 * The size of a disk that only the operations tell.
 *
 * @param bytes the end of the last operation, rounded up to {@link WriteTrace#SIZE_UNIT}
 * @param remark for the user, one line
 */
public record DeviceSize(long bytes, String remark) {
  /**
   * The size by the operations' end.
   *
   * @param trace its name, for the error
   * @param end the farthest end of an operation's range
   * @return size and remark
   * @throws TraceFormatException if there is no operation with a range
   */
  public static DeviceSize ofEnd(String trace, long end) throws TraceFormatException {
    if (end == 0) {
      throw new TraceFormatException(
          trace,
          "at its end",
          "a write, write-zeroes or discard, or the disk's size (--disk-size)",
          "neither");
    }
    long bytes = (end + WriteTrace.SIZE_UNIT - 1) / WriteTrace.SIZE_UNIT * WriteTrace.SIZE_UNIT;
    return new DeviceSize(
        bytes,
        "disk size not stated, so "
            + bytes
            + " bytes taken, the end of the last operation rounded up to 1 MiB (--disk-size sets it)");
  }
}
