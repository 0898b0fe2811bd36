package dev.dirtybench.benchmarks.ruler;

/** A piece of work that is always the same, and of which the time per unit is a measure. */
interface Ruler {
  /** The name in files, such as {@code popcount-l1}. */
  String name();

  /** What is counted, in the singular. */
  String unit();

  /** How many units one {@link #run()} handles. */
  long units();

  /**
   * Does the work once; takes a millisecond to a few. Returns a value that depends on all of it.
   */
  long run();
}
