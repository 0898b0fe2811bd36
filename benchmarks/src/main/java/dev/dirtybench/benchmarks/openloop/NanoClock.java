package dev.dirtybench.benchmarks.openloop;

/** The time that a sender lives by. */
interface NanoClock {
  /** Nanoseconds since some moment. */
  long now();

  /** Waits until a time; returns at once when it has passed. */
  void awaitUntil(long time);
}
