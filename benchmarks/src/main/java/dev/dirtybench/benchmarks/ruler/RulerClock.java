package dev.dirtybench.benchmarks.ruler;

import java.util.Arrays;

/** Times a ruler: until it is compiled, then a few times more, of which the median counts. */
final class RulerClock {
  private final long warmupNanos;
  private final long measuredNanos;
  private long sink;

  /** A clock that spends so much time on each ruler. */
  RulerClock(long warmupNanos, long measuredNanos) {
    this.warmupNanos = warmupNanos;
    this.measuredNanos = measuredNanos;
  }

  /** Nanoseconds that the ruler takes for one unit. */
  double nanosPerUnit(Ruler ruler) {
    run(ruler, warmupNanos);
    double[] nanos = run(ruler, measuredNanos);
    Arrays.sort(nanos);
    return nanos[nanos.length / 2] / ruler.units();
  }

  /** What depends on all work that was timed: to be printed, so that none can be left out. */
  long sink() {
    return sink;
  }

  private double[] run(Ruler ruler, long length) {
    double[] nanos = new double[16];
    int count = 0;
    long start = System.nanoTime();
    long before = start;
    do {
      sink += ruler.run();
      long now = System.nanoTime();
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      nanos[count++] = now - before;
      before = now;
    } while (before - start < length);
    return Arrays.copyOf(nanos, count);
  }
}
