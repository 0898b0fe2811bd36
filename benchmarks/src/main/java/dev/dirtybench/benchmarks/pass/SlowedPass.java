package dev.dirtybench.benchmarks.pass;

import java.util.function.LongConsumer;

/**
 * A pass that is slower than another by a known share, to prove that a gate sees it.
 *
 * <p>Short runs do the work twice now and then, spread evenly; a run that takes longer than {@value
 * #LONG_NANOS} ns is followed by waiting for its share of the time, so that each of a few runs is
 * slower and not every tenth of them.
 */
public final class SlowedPass extends Pass {
  private static final long LONG_NANOS = 20_000;
  private static final int TRIALS = 5;

  private final Pass pass;
  private final double slowdown;
  private final boolean spins;
  private double owed;

  /**
   * Slows a pass.
   *
   * @param pass owned by this one from now on
   * @param slowdown share of runs that are doubled, more than 0 and at most 1: the mean time of a
   *     run grows by it
   */
  public SlowedPass(Pass pass, double slowdown) {
    if (!(slowdown > 0 && slowdown <= 1)) {
      throw new IllegalArgumentException(
          "expected a slowdown of more than 0 and at most 1, found " + slowdown);
    }
    this.pass = pass;
    this.slowdown = slowdown;
    this.spins = shortest(pass) > LONG_NANOS;
  }

  private static long shortest(Pass pass) {
    long shortest = Long.MAX_VALUE;
    for (int i = 0; i < TRIALS; i++) {
      long start = System.nanoTime();
      pass.run();
      shortest = Math.min(shortest, System.nanoTime() - start);
    }
    return shortest;
  }

  @Override
  public long run() {
    return spins ? runAndWait() : runSometimesTwice();
  }

  private long runAndWait() {
    long start = System.nanoTime();
    long result = pass.run();
    long now = System.nanoTime();
    long until = now + (long) ((now - start) * slowdown);
    while (now < until) {
      now = System.nanoTime();
    }
    return result;
  }

  private long runSometimesTwice() {
    owed += slowdown;
    int runs = 1;
    if (owed >= 1) {
      owed -= 1;
      runs = 2;
    }
    // One call site: of two, the compiler would inline only one, which slows down far more.
    long result = 0;
    for (int i = 0; i < runs; i++) {
      result = pass.run();
    }
    return result;
  }

  @Override
  public long steps() {
    return pass.steps();
  }

  @Override
  public void result(LongConsumer sink) {
    pass.result(sink);
  }

  @Override
  public void close() {
    pass.close();
  }
}
