package dev.dirtybench.benchmarks.inlining;

import dev.dirtybench.benchmarks.pass.Pollution;

/** For how many kinds of bitmap a call was compiled. */
public enum Receivers {
  /** One: the target is known, without a look at the bitmap or with a single test. */
  ONE("one"),
  /** Two, told apart by a test. */
  TWO("two"),
  /** One that was by far the most frequent, and a call through the table for the others. */
  ONE_FAVOURED("one favoured"),
  /** Any: a call through the table of the bitmap's class. */
  ANY("any");

  private final String label;

  Receivers(String label) {
    this.label = label;
  }

  /**
   * What a pollution should lead to.
   *
   * @param pollution how many others went before
   * @return one, two or any
   */
  public static Receivers expected(Pollution pollution) {
    return switch (pollution) {
      case MONO -> ONE;
      case BI -> TWO;
      case MEGA -> ANY;
    };
  }

  /**
   * The name in tables.
   *
   * @return lower case
   */
  public String label() {
    return label;
  }
}
