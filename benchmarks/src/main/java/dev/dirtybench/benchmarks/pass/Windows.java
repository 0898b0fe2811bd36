package dev.dirtybench.benchmarks.pass;

import dev.dirtybench.workloads.WriteTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a trace is cut into the intervals between two backups: into so many, or after so many
 * operations, or after so much of the recording's time.
 *
 * <p>Text: {@code 8}, {@code 5000ops}, {@code 10s} (also {@code us}, {@code ms}, {@code m}).
 *
 * @param kind what {@code amount} counts
 * @param amount windows, operations or nanoseconds; 1 or more
 */
public record Windows(Kind kind, long amount) {
  /** Eight windows, as many as there are checkpoints in {@link MergePass}. */
  public static final Windows DEFAULT = new Windows(Kind.COUNT, MergePass.CHAIN);

  /** The most windows of one trace: each of them is a backup. */
  public static final int MAX_COUNT = 100_000;

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,12})(|ops|us|ms|s|m)");
  private static final List<String> UNITS = List.of("m", "s", "ms", "us");
  private static final long[] UNIT_NS = {60_000_000_000L, 1_000_000_000L, 1_000_000L, 1000L};

  /** What the amount counts. */
  public enum Kind {
    /** Windows. */
    COUNT,
    /** Operations in a window, flushes included. */
    OPERATIONS,
    /** Nanoseconds of the recording in a window. */
    TIME
  }

  /** Checks the amount. */
  public Windows {
    if (amount < 1) {
      throw new IllegalArgumentException("windows must be 1 or more, got " + amount);
    }
  }

  /**
   * Reads what {@link #toString()} writes.
   *
   * @param text such as {@code 8}, {@code 5000ops} or {@code 10s}
   * @return the windows
   * @throws IllegalArgumentException if it is anything else
   */
  public static Windows parse(String text) {
    Matcher matcher = TEXT.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
      throw new IllegalArgumentException(
          "windows must be a count such as 8, operations such as 5000ops or a time of the recording"
              + " such as 500ms, 10s or 5m, got \""
              + text
              + '"');
    }
    long number = Long.parseLong(matcher.group(1));
    String unit = matcher.group(2);
    if (unit.isEmpty()) {
      return new Windows(Kind.COUNT, number);
    }
    if (unit.equals("ops")) {
      return new Windows(Kind.OPERATIONS, number);
    }
    long factor = UNIT_NS[UNITS.indexOf(unit)];
    return new Windows(
        Kind.TIME, number > Long.MAX_VALUE / factor ? Long.MAX_VALUE : number * factor);
  }

  /**
   * How many windows a trace has.
   *
   * @param operations of the trace, of every kind
   * @param spanNs from its first to its last operation
   * @return 1 or more
   * @throws IllegalArgumentException if there would be more than {@link #MAX_COUNT}, or the windows
   *     are of time and the trace has none
   */
  public int count(long operations, long spanNs) {
    if (kind == Kind.TIME && spanNs == 0 && operations > 1) {
      throw new IllegalArgumentException(
          "windows of " + this + " need times, the trace has none; give a count or 5000ops");
    }
    long count =
        switch (kind) {
          case COUNT -> amount;
          case OPERATIONS -> Math.max(1, (operations - 1) / amount + 1);
          case TIME -> spanNs / amount + 1;
        };
    if (count > MAX_COUNT) {
      throw new IllegalArgumentException(
          "windows of "
              + this
              + " cut the trace into "
              + count
              + " intervals, at most "
              + MAX_COUNT
              + " can be measured; take longer ones");
    }
    return (int) count;
  }

  /**
   * Cuts a trace. A window without operations is one too: a backup that finds nothing.
   *
   * @param trace the trace
   * @return as many parts as {@link #count} says, in order
   * @throws IllegalArgumentException as {@link #count} does
   */
  public List<WriteTrace> cut(WriteTrace trace) {
    int count = count(trace.size(), spanNs(trace));
    if (kind == Kind.COUNT) {
      return trace.windows(count);
    }
    List<WriteTrace> windows = new ArrayList<>(count);
    int from = 0;
    for (long i = 1; i <= count; i++) {
      int to = i == count ? trace.size() : end(trace, from, i);
      windows.add(trace.slice(from, to));
      from = to;
    }
    return windows;
  }

  private int end(WriteTrace trace, int from, long window) {
    if (kind == Kind.OPERATIONS) {
      return (int) (window * amount);
    }
    long startNs = trace.timestampNs(0);
    int to = from;
    while (trace.timestampNs(to) - startNs < window * amount) {
      to++;
    }
    return to;
  }

  /**
   * How long a recording took.
   *
   * @param trace the trace
   * @return nanoseconds from the first to the last operation, 0 if it has no times
   */
  public static long spanNs(WriteTrace trace) {
    return trace.size() == 0 ? 0 : trace.timestampNs(trace.size() - 1) - trace.timestampNs(0);
  }

  @Override
  public String toString() {
    if (kind == Kind.COUNT) {
      return Long.toString(amount);
    }
    if (kind == Kind.OPERATIONS) {
      return amount + "ops";
    }
    for (int i = 0; i < UNIT_NS.length; i++) {
      if (amount % UNIT_NS[i] == 0) {
        return amount / UNIT_NS[i] + UNITS.get(i);
      }
    }
    return amount + "ns";
  }
}
