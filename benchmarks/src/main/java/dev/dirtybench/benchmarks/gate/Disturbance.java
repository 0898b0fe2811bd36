package dev.dirtybench.benchmarks.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What others did to the machine during a stretch of time: the limits for leaving a pair out are
 * fixed beforehand, and its scores are not looked at.
 */
final class Disturbance {
  /** Stolen share of all CPU time that disturbs. */
  static final double MOST_STEAL = 0.02;

  /** Share of the time in which somebody waited for a CPU. */
  static final double MOST_PRESSURE = 0.20;

  private static final Path STAT = Path.of("/proc/stat");
  private static final Path PRESSURE = Path.of("/proc/pressure/cpu");
  private static final int STEAL_FIELD = 8;
  private static final int LAST_FIELD = 8;

  private final long startNanos = System.nanoTime();
  private final long[] startTicks;
  private final long startWaiting;

  private Disturbance() throws IOException {
    startTicks = ticks();
    startWaiting = waitingMicros();
  }

  /** Starts watching. */
  static Disturbance start() throws IOException {
    return new Disturbance();
  }

  /** Why the time since the start does not count; null if it does, or if the system cannot tell. */
  String reason() throws IOException {
    long[] ticks = ticks();
    double all = ticks[1] - startTicks[1];
    double steal = all > 0 ? (ticks[0] - startTicks[0]) / all : 0;
    double pressure =
        (waitingMicros() - startWaiting) * 1000.0 / Math.max(1, System.nanoTime() - startNanos);
    if (steal > MOST_STEAL) {
      return String.format(Locale.ROOT, "%.1f %% of the CPU time was stolen", 100 * steal);
    }
    return pressure > MOST_PRESSURE
        ? String.format(
            Locale.ROOT, "tasks waited for a CPU in %.0f %% of the time", 100 * pressure)
        : null;
  }

  /** Stolen and all ticks of all CPUs. */
  private static long[] ticks() throws IOException {
    if (!Files.isReadable(STAT)) {
      return new long[2];
    }
    String[] fields = Files.readAllLines(STAT).get(0).trim().split("\\s+");
    long all = 0;
    for (int i = 1; i < fields.length && i <= LAST_FIELD; i++) {
      all += Long.parseLong(fields[i]);
    }
    return new long[] {fields.length > STEAL_FIELD ? Long.parseLong(fields[STEAL_FIELD]) : 0, all};
  }

  /** Microseconds in which some task waited for a CPU, since the machine started. */
  private static long waitingMicros() throws IOException {
    if (!Files.isReadable(PRESSURE)) {
      return 0;
    }
    for (String line : Files.readAllLines(PRESSURE)) {
      if (line.startsWith("some ")) {
        return Long.parseLong(line.substring(line.indexOf("total=") + "total=".length()));
      }
    }
    return 0;
  }
}
