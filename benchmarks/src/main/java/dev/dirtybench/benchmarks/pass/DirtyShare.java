package dev.dirtybench.benchmarks.pass;

import dev.dirtybench.spi.Granularity;
import dev.dirtybench.workloads.WriteTrace;
import java.util.Arrays;

/**
 * The share of a disk's granules that a trace leaves dirty, at any granularity, from the extents of
 * bytes that it marks.
 */
public final class DirtyShare {
  private final long deviceSize;
  private final long[] starts;
  private final long[] ends;

  private DirtyShare(long deviceSize, long[] starts, long[] ends) {
    this.deviceSize = deviceSize;
    this.starts = starts;
    this.ends = ends;
  }

  /**
   * Unites what a trace marks, writes, write-zeroes and discards.
   *
   * @param trace any
   * @return its dirty extents; costs memory for the separate ones only
   */
  public static DirtyShare of(WriteTrace trace) {
    long[][] extents = new long[trace.markCount()][];
    int marks = 0;
    for (int i = 0; i < trace.size(); i++) {
      if (trace.operation(i).marks()) {
        extents[marks++] = new long[] {trace.offset(i), trace.offset(i) + trace.length(i)};
      }
    }
    Arrays.sort(extents, 0, marks, (a, b) -> Long.compare(a[0], b[0]));
    long[] starts = new long[marks];
    long[] ends = new long[marks];
    int count = 0;
    for (int i = 0; i < marks; i++) {
      if (count > 0 && extents[i][0] <= ends[count - 1]) {
        ends[count - 1] = Math.max(ends[count - 1], extents[i][1]);
      } else {
        starts[count] = extents[i][0];
        ends[count++] = extents[i][1];
      }
    }
    return new DirtyShare(
        trace.deviceSize(), Arrays.copyOf(starts, count), Arrays.copyOf(ends, count));
  }

  /**
   * Dirty granules over all granules of the disk, whose last one may be a part of one.
   *
   * @param granularity bytes per bit
   * @return 0 to 1
   */
  public double at(Granularity granularity) {
    int bits = granularity.bits();
    long dirty = 0;
    long next = 0; // the first granule that is not counted
    for (int i = 0; i < starts.length; i++) {
      long last = ends[i] - 1 >>> bits;
      dirty += Math.max(0, last - Math.max(starts[i] >>> bits, next) + 1);
      next = Math.max(next, last + 1);
    }
    return (double) dirty / granularity.bitCount(deviceSize);
  }
}
