package dev.dirtybench.benchmarks.openloop;

import dev.dirtybench.workloads.WriteTrace;

/**
 * The writes of a trace and when each is due, decoded before anything is timed.
 *
 * @param dueNs nanoseconds after the start, never less than the one before
 * @param offsets first bytes
 * @param lengths bytes, 1 or more each
 * @param spanNs how long one round takes: from its start to the start of the next one
 */
public record Arrivals(long[] dueNs, long[] offsets, long[] lengths, long spanNs) {
  private static final long SECOND = 1_000_000_000L;

  /**
   * The recorded times, faster or slower.
   *
   * @param trace a trace with times
   * @param speed how many times as fast, above 0
   * @return the arrivals; the first write is due at the start
   * @throws IllegalArgumentException if the trace has no times or no writes, or the speed is not a
   *     positive number
   */
  public static Arrivals recorded(WriteTrace trace, double speed) {
    if (!(speed > 0) || Double.isInfinite(speed)) {
      throw new IllegalArgumentException(
          "--speed must be above 0, such as 1, 0.5 or 20, got " + speed);
    }
    requireMarks(trace);
    long[] due = new long[trace.markCount()];
    long first = -1;
    int marks = 0;
    for (int i = 0; i < trace.size(); i++) {
      if (trace.operation(i).marks()) {
        first = first < 0 ? trace.timestampNs(i) : first;
        due[marks++] = (long) ((trace.timestampNs(i) - first) / speed);
      }
    }
    long last = due[marks - 1];
    if (last == 0 && marks > 1) {
      throw new IllegalArgumentException(
          "the writes of "
              + trace.name()
              + " have no times, or too high a speed leaves none; give their rate, such as"
              + " --rate 10000 for 10000 writes a second");
    }
    // The next round's first write comes after the mean gap.
    return of(trace, due, last + Math.max(1, last / Math.max(1, marks - 1)));
  }

  /**
   * Evenly spaced times instead of the recorded ones.
   *
   * @param trace any trace
   * @param rate writes a second, above 0
   * @return the arrivals
   * @throws IllegalArgumentException if the trace has no writes, or the rate is not a positive
   *     number
   */
  public static Arrivals steady(WriteTrace trace, double rate) {
    if (!(rate > 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException(
          "--rate must be above 0 writes a second, such as 10000, got " + rate);
    }
    requireMarks(trace);
    long[] due = new long[trace.markCount()];
    for (int i = 0; i < due.length; i++) {
      due[i] = (long) (i / rate * SECOND);
    }
    return of(trace, due, Math.max(1, (long) (due.length / rate * SECOND)));
  }

  private static Arrivals of(WriteTrace trace, long[] due, long spanNs) {
    var marks = trace.marks();
    return new Arrivals(due, marks.offsets(), marks.lengths(), spanNs);
  }

  private static void requireMarks(WriteTrace trace) {
    if (trace.markCount() == 0) {
      throw new IllegalArgumentException(trace.name() + " has no writes to play");
    }
  }

  /**
   * How many writes a round has.
   *
   * @return 1 or more
   */
  public int size() {
    return dueNs.length;
  }

  /**
   * The mean rate at which writes are due.
   *
   * @return writes a second
   */
  public double rate() {
    return size() * (double) SECOND / spanNs;
  }
}
