package dev.dirtybench.benchmarks.slice;

import dev.dirtybench.results.stats.Moments;
import java.util.List;

/**
 * Times two builds in alternating slices.
 *
 * <p>A quad is A B B A (or B A A B in every other one): a steady drift of the machine meets both
 * alike. Each block rebuilds the state of both, in turns A first and B first, because where the
 * arrays lie makes a difference of its own; blocks go round the copies of the builds, because what
 * the compiler made of a copy does too.
 */
final class SliceDuel {
  private static final long SETTLE_SLICES = 2;
  private static final long QUIET_NANOS = 100_000_000;
  private static final long MOST_WARMUPS = 10;

  private final SlicePlan plan;
  private final List<? extends TimedArm> a;
  private final List<? extends TimedArm> b;
  private final boolean aFirst;

  /**
   * A duel of loaded builds.
   *
   * @param a copies of the one build
   * @param b as many copies of the other one
   * @param aFirst whether A is run first and compiled first: what is, is not always the same code
   */
  SliceDuel(
      SlicePlan plan, List<? extends TimedArm> a, List<? extends TimedArm> b, boolean aFirst) {
    this.aFirst = aFirst;
    this.plan = plan;
    this.a = a;
    this.b = b;
  }

  SliceOutcome run() {
    long passes = 1;
    for (int copy = 0; copy < a.size(); copy++) {
      TimedArm first = (aFirst ? a : b).get(copy);
      TimedArm second = (aFirst ? b : a).get(copy);
      first.rebuild();
      second.rebuild();
      passes = warmUp(first, second);
    }
    double[] logRatios = new double[plan.blocks()];
    double[] nanosA = new double[plan.blocks()];
    double[] nanosB = new double[plan.blocks()];
    for (int block = 0; block < plan.blocks(); block++) {
      TimedArm first = a.get(block % a.size());
      TimedArm second = b.get(block % b.size());
      boolean aRebuiltFirst = block / a.size() % 2 == 0;
      (aRebuiltFirst ? first : second).rebuild();
      (aRebuiltFirst ? second : first).rebuild();
      for (int i = 0; i < SETTLE_SLICES; i++) {
        first.time(passes);
        second.time(passes);
      }
      block(first, second, passes, block, logRatios, nanosA, nanosB);
    }
    return new SliceOutcome(logRatios, nanosA, nanosB);
  }

  private void block(
      TimedArm first,
      TimedArm second,
      long passes,
      int block,
      double[] logRatios,
      double[] nanosA,
      double[] nanosB) {
    double[] ratios = new double[plan.quads()];
    double[] timesA = new double[plan.quads()];
    double[] timesB = new double[plan.quads()];
    for (int quad = 0; quad < plan.quads(); quad++) {
      long timeA;
      long timeB;
      if (quad % 2 == 0) {
        timeA = first.time(passes);
        timeB = second.time(passes);
        timeB += second.time(passes);
        timeA += first.time(passes);
      } else {
        timeB = second.time(passes);
        timeA = first.time(passes);
        timeA += first.time(passes);
        timeB += second.time(passes);
      }
      ratios[quad] = Math.log((double) timeB / timeA);
      timesA[quad] = timeA / (2.0 * passes);
      timesB[quad] = timeB / (2.0 * passes);
    }
    logRatios[block] = Moments.median(ratios);
    nanosA[block] = Moments.median(timesA);
    nanosB[block] = Moments.median(timesB);
  }

  /**
   * Runs both until the compiler has had nothing to do for a while, and at least as long as
   * planned; returns how many passes fill a slice.
   */
  private long warmUp(TimedArm first, TimedArm second) {
    long sliceNs = plan.sliceMicros() * 1000L;
    long least = plan.warmupMillis() * 2_000_000L;
    long passes = 1;
    long spent = 0;
    long window = 0;
    long compiled = first.compileMillis() + second.compileMillis();
    while (spent < least || window < QUIET_NANOS && spent < least * MOST_WARMUPS) {
      long took = first.time(passes) + second.time(passes);
      spent += took;
      window += took;
      long now = first.compileMillis() + second.compileMillis();
      if (now != compiled) {
        compiled = now;
        window = 0;
      }
      long mean = Math.max(1, took / (2 * passes));
      // Grows by steps, because the first passes are not compiled.
      passes = Math.min(Math.max(1, sliceNs / mean), passes * 4);
    }
    return passes;
  }
}
