package dev.dirtybench.workloads.stat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many granules were written in each window of time, each counted once for a window.
 *
 * <p>Windows are aligned to the first operation and as long as a power of two of ticks, so that
 * those of one length nest in those of the next: a granule is new to a window if its last write was
 * in an earlier one. Counts by window are kept for the lengths of which there are at most {@link
 * #MAX_WINDOWS}; for every length the sum over all windows is.
 */
final class WorkingSetCounter {
  /** Ticks in a second. */
  static final int TICKS_PER_SECOND = 1024;

  /** The most windows of one length. */
  static final int MAX_WINDOWS = 128;

  // A tick is no whole number of nanoseconds; two are.
  private static final long TWO_TICKS_NS = 1_953_125;

  private final long[][] counts = new long[65][];
  private final long[] newAtLevel = new long[65];
  private long firsts;
  private int lowest;
  private int top;
  private long lastTick;

  WorkingSetCounter() {
    counts[0] = new long[MAX_WINDOWS];
  }

  /** The tick of a time, counted from 0. */
  static long tickOf(long ns) {
    return ns / TWO_TICKS_NS * 2 + ns % TWO_TICKS_NS * 2 / TWO_TICKS_NS;
  }

  /** Goes on to a tick, not less than the one before. */
  void advance(long tick) {
    if (tick == lastTick) {
      return;
    }
    lastTick = tick;
    while (tick >>> top != 0) {
      top++;
      counts[top] = new long[MAX_WINDOWS];
      counts[top][0] = firsts;
    }
    while (tick >>> lowest >= MAX_WINDOWS) {
      counts[lowest] = null;
      lowest++;
    }
  }

  /** A granule's first write, at the present tick. */
  void first(long weight) {
    firsts += weight;
    for (int i = lowest; i <= top; i++) {
      counts[i][(int) (lastTick >>> i)] += weight;
    }
  }

  /** A granule's further write, at the present tick. */
  void again(long previousTick, long weight) {
    long difference = previousTick ^ lastTick;
    if (difference == 0) {
      return;
    }
    int highest = 63 - Long.numberOfLeadingZeros(difference);
    newAtLevel[highest] += weight;
    for (int i = lowest; i <= highest; i++) {
      counts[i][(int) (lastTick >>> i)] += weight;
    }
  }

  /** The windows of the shortest length that is kept. */
  TraceStatistics.WorkingSet result(long granularity) {
    List<TraceStatistics.Interval> intervals = new ArrayList<>();
    long sum = firsts;
    for (int i = 63; i >= 0; i--) {
      sum += newAtLevel[i];
      if (i <= top) {
        long windows = (lastTick >>> i) + 1;
        intervals.add(
            0, new TraceStatistics.Interval(secondsOf(i), windows, (double) sum / windows));
      }
    }
    return new TraceStatistics.WorkingSet(
        granularity,
        secondsOf(lowest),
        Arrays.copyOf(counts[lowest], (int) (lastTick >>> lowest) + 1),
        intervals);
  }

  private static double secondsOf(int level) {
    return Math.scalb(1.0 / TICKS_PER_SECOND, level);
  }
}
