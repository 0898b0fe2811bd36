package dev.dirtybench.benchmarks.openloop;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Takes down how long one kind of event took, in nanoseconds, three digits of it. One thread
 * records, another one takes what was recorded since it last did.
 */
final class Latencies {
  /** Longer ones are counted as one hour. */
  static final long LONGEST_NS = 3_600_000_000_000L;

  private static final int DIGITS = 3;

  private final String tag;
  private final SingleWriterRecorder recorder = new SingleWriterRecorder(LONGEST_NS, DIGITS);
  private final Histogram total = new Histogram(LONGEST_NS, DIGITS);
  private Histogram interval;

  /** Without a tag in the log where the tag is null. */
  Latencies(String tag) {
    this.tag = tag;
  }

  void record(long nanos) {
    recorder.recordValue(Math.max(0, Math.min(nanos, LONGEST_NS)));
  }

  /** What was recorded since the last call. */
  Histogram takeInterval() {
    interval = recorder.getIntervalHistogram(interval);
    interval.setTag(tag);
    total.add(interval);
    return interval;
  }

  /** All that was taken so far. */
  Histogram total() {
    return total;
  }
}
