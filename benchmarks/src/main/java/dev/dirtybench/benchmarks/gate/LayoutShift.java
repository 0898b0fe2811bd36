package dev.dirtybench.benchmarks.gate;

import java.util.Map;

/**
 * An environment of another size in each round, which shifts the stacks of the forks that get it:
 * an effect of one layout alone does not stay.
 */
final class LayoutShift {
  private static final String FILL = "DIRTYBENCH_FILL";
  private static final int FILL_STEP = 389;
  private static final int MOST_FILL = 4096;

  private LayoutShift() {}

  /** What to add to the environment in a round. */
  static Map<String, String> environment(int round) {
    return Map.of(FILL, "x".repeat(round * FILL_STEP % MOST_FILL));
  }
}
