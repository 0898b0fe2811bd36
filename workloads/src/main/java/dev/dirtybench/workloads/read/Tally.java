package dev.dirtybench.workloads.read;

/** How often something happened that the user should know of; for use by one thread. */
public final class Tally {
  private final String what;
  private long count;

  Tally(String what) {
    this.what = what;
  }

  /** Counts one more. */
  public void increment() {
    count++;
  }

  /**
   * How many were counted.
   *
   * @return 0 or more
   */
  public long count() {
    return count;
  }

  /** The number and what was counted, such as {@code 12 reads left out}. */
  @Override
  public String toString() {
    return count + " " + what;
  }
}
