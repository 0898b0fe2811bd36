package dev.dirtybench.benchmarks.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What the system has counted since it was started, at one moment; two moments give what happened
 * between them. Zeros where a system does not tell.
 *
 * @param monoNanos the moment, as {@code System.nanoTime()}
 * @param stealTicks ticks of all CPUs that went to other guests of the host
 * @param cpuTicks all ticks of all CPUs
 * @param waitingMicros time in which some task waited for a CPU
 * @param load1 runnable tasks, averaged over a minute
 */
public record MachineState(
    long monoNanos, long stealTicks, long cpuTicks, long waitingMicros, double load1) {
  /** Stolen share of all CPU time that disturbs. */
  public static final double MOST_STEAL = 0.02;

  /** Share of the time with a task waiting for a CPU that disturbs. */
  public static final double MOST_PRESSURE = 0.20;

  private static final Path STAT = Path.of("/proc/stat");
  private static final Path PRESSURE = Path.of("/proc/pressure/cpu");
  private static final Path LOAD = Path.of("/proc/loadavg");
  private static final int STEAL_FIELD = 8;
  private static final int LAST_FIELD = 8;

  /**
   * Reads the system.
   *
   * @return its state at this moment
   * @throws IOException if a file of the system is there and cannot be read
   */
  public static MachineState now() throws IOException {
    long[] ticks = ticks(read(STAT));
    return new MachineState(
        System.nanoTime(), ticks[0], ticks[1], waitingMicros(read(PRESSURE)), load(read(LOAD)));
  }

  /**
   * The share of the CPU time that was stolen.
   *
   * @param start an earlier state
   * @return 0 to 1
   */
  public double stealSince(MachineState start) {
    double all = cpuTicks - start.cpuTicks;
    return all > 0 ? (stealTicks - start.stealTicks) / all : 0;
  }

  /**
   * The share of the time in which some task waited for a CPU.
   *
   * @param start an earlier state
   * @return 0 to 1
   */
  public double pressureSince(MachineState start) {
    double nanos = Math.max(1, monoNanos - start.monoNanos);
    return Math.min(1, (waitingMicros - start.waitingMicros) * 1000.0 / nanos);
  }

  /**
   * Why what was measured since then was disturbed, by limits that are fixed beforehand.
   *
   * @param start an earlier state
   * @return one line, or null if it was not, or if the system cannot tell
   */
  public String disturbanceSince(MachineState start) {
    double steal = stealSince(start);
    if (steal > MOST_STEAL) {
      return String.format(Locale.ROOT, "%.1f %% of the CPU time was stolen", 100 * steal);
    }
    double pressure = pressureSince(start);
    return pressure > MOST_PRESSURE
        ? String.format(
            Locale.ROOT, "tasks waited for a CPU in %.0f %% of the time", 100 * pressure)
        : null;
  }

  private static String read(Path file) throws IOException {
    return Files.isReadable(file) ? Files.readString(file) : "";
  }

  /** Stolen and all ticks; the first line is that of all CPUs together. */
  static long[] ticks(String stat) {
    String[] fields = stat.lines().findFirst().orElse("").trim().split("\\s+");
    long all = 0;
    for (int i = 1; i < fields.length && i <= LAST_FIELD; i++) {
      all += Long.parseLong(fields[i]);
    }
    return new long[] {fields.length > STEAL_FIELD ? Long.parseLong(fields[STEAL_FIELD]) : 0, all};
  }

  /** Microseconds in which some task waited, since the machine started. */
  static long waitingMicros(String pressure) {
    return pressure
        .lines()
        .filter(line -> line.startsWith("some "))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf("total=") + 6).strip()))
        .findFirst()
        .orElse(0);
  }

  static double load(String loadavg) {
    return loadavg.isBlank() ? 0 : Double.parseDouble(loadavg.split(" ", 2)[0]);
  }
}
