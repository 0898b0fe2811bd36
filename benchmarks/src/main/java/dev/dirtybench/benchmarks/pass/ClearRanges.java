package dev.dirtybench.benchmarks.pass;

import dev.dirtybench.spi.Granularity;
import dev.dirtybench.workloads.Marks;
import dev.dirtybench.workloads.WriteTrace;

/**
 * The ranges that a clearing pass clears: the granules of every second mark of the trace, in the
 * trace's order, so that a part of the bitmap stays dirty and the result says something.
 *
 * @param offsets first bytes, multiples of the granularity
 * @param lengths bytes, whole granules unless the range ends with the disk
 */
public record ClearRanges(long[] offsets, long[] lengths) {
  /**
   * Rounds outward: the granules touched, cut at the disk's end.
   *
   * @param trace the trace
   * @param granularity bytes per bit
   * @return the ranges
   */
  public static ClearRanges of(WriteTrace trace, Granularity granularity) {
    Marks marks = trace.marks();
    int count = (marks.offsets().length + 1) / 2;
    long[] offsets = new long[count];
    long[] lengths = new long[count];
    int shift = granularity.bits();
    for (int i = 0; i < count; i++) {
      long start = marks.offsets()[2 * i];
      long end = start + marks.lengths()[2 * i];
      long lastGranule = (end - 1) >>> shift;
      offsets[i] = start >>> shift << shift;
      lengths[i] = Math.min((lastGranule + 1) << shift, trace.deviceSize()) - offsets[i];
    }
    return new ClearRanges(offsets, lengths);
  }
}
