package dev.dirtybench.workloads.stat;

import java.util.Arrays;

/** Where the last few operations ended; a filter in front answers most questions at once. */
final class RecentEnds {
  private static final int FILTER_BITS = 8;

  private final long[] ends;
  private final byte[] filter = new byte[1 << FILTER_BITS];
  private int next;

  /** Remembers as many ends as a power of two, at most 64. */
  RecentEnds(int count) {
    ends = new long[count];
    Arrays.fill(ends, -1);
    filter[slot(-1)] = (byte) count;
  }

  void add(long end) {
    filter[slot(ends[next])]--;
    filter[slot(end)]++;
    ends[next] = end;
    next = next + 1 & ends.length - 1;
  }

  boolean contains(long offset) {
    if (filter[slot(offset)] == 0) {
      return false;
    }
    for (long end : ends) {
      if (end == offset) {
        return true;
      }
    }
    return false;
  }

  private static int slot(long end) {
    return (int) (end * 0x9e3779b97f4a7c15L >>> 64 - FILTER_BITS);
  }
}
