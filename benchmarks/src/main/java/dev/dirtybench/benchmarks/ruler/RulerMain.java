package dev.dirtybench.benchmarks.ruler;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Runs all rulers in this JVM and prints a line for each: {@code ruler}, name, nanoseconds per
 * unit, unit. Takes about half a second; the heap must hold 160 MiB, and young collections must be
 * small and many.
 */
public final class RulerMain {
  /** What the lines of results start with. */
  public static final String MARK = "ruler";

  private static final long WARMUP_NANOS = 30_000_000;
  private static final long MEASURED_NANOS = 50_000_000;

  private RulerMain() {}

  /**
   * Runs the rulers.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    RulerClock clock = new RulerClock(WARMUP_NANOS, MEASURED_NANOS);
    for (Supplier<Ruler> make : rulers()) {
      Ruler ruler = make.get();
      System.out.printf(
          Locale.ROOT,
          "%s %s %.6f %s%n",
          MARK,
          ruler.name(),
          clock.nanosPerUnit(ruler),
          ruler.unit());
    }
    System.out.println("sink " + clock.sink());
  }

  /** The rulers; a large one is garbage before the next one is made. */
  static List<Supplier<Ruler>> rulers() {
    return List.of(PopcountRuler::new, ChaseRuler::new, AllocationRuler::new, CopyRuler::new);
  }
}
