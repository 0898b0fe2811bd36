package dev.dirtybench.benchmarks.pass;

/** What a scan makes of each step: cheap, but dependent on every number and on their order. */
public final class Checksum {
  private Checksum() {}

  /**
   * Adds a step.
   *
   * @param sum the steps before
   * @param first a number of the step
   * @param second another one
   * @return the sum with the step in it
   */
  public static long add(long sum, long first, long second) {
    return Long.rotateLeft(sum, 5) + (first ^ second);
  }
}
