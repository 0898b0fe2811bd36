package dev.dirtybench.results.history;

/**
 * A place in a series where its level changes.
 *
 * @param index of the first value of the new level
 * @param p of Student's t between the two levels, two-sided
 * @param before mean of the values from the change before, or the start, on
 * @param after mean of the values up to the next change, or the end
 */
public record ChangePoint(int index, double p, double before, double after) {
  /**
   * How much the level changed.
   *
   * @return {@code after / before - 1}
   */
  public double magnitude() {
    return after / before - 1;
  }
}
