package dev.dirtybench.workloads.read;

import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.TraceHead;
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

  /**
   * Refuses a further file of a trace that is of another disk.
   *
   * @param first head of the first file
   * @param further head of the further one
   * @throws TraceFormatException if they state different sizes
   */
  static void checkSame(TraceHead first, TraceHead further) throws TraceFormatException {
    if (first.deviceSize() != further.deviceSize()) {
      throw new TraceFormatException(
          further.name(),
          "at its start",
          "a disk of "
              + first.deviceSize()
              + " bytes as in the file "
              + first.name()
              + " before it (--disk-size sets one for all)",
          "one of " + further.deviceSize());
    }
  }
}
