package dev.dirtybench.benchmarks.slice;

/** One of two builds that are timed in turns. */
interface TimedArm {
  /** Times so many passes, in nanoseconds. */
  long time(long passes);

  /** Makes the state anew. */
  void rebuild();

  /** How long its JVM has compiled so far, in milliseconds. */
  long compileMillis();
}
