package dev.dirtybench.benchmarks.ruler;

import java.util.Random;

/**
 * Follows a chain through 16 MiB, each step to another cache line that only the last one names: the
 * latency beyond the L2 cache, which neighbours on the machine share.
 */
final class ChaseRuler implements Ruler {
  private static final int INTS_IN_LINE = 16;
  private static final int LINES = 16 << 14;
  private static final int HOPS = 1 << 16;

  private final int[] next = new int[LINES * INTS_IN_LINE];
  private int place;

  ChaseRuler() {
    int[] order = new int[LINES];
    Random random = new Random(1);
    for (int i = 0; i < LINES; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    for (int i = 0; i < LINES; i++) {
      next[order[i] * INTS_IN_LINE] = order[(i + 1) % LINES] * INTS_IN_LINE;
    }
  }

  @Override
  public String name() {
    return "chase-16m";
  }

  @Override
  public String unit() {
    return "hop";
  }

  @Override
  public long units() {
    return HOPS;
  }

  @Override
  public long run() {
    int at = place;
    for (int i = 0; i < HOPS; i++) {
      at = next[at];
    }
    place = at;
    return at;
  }
}
