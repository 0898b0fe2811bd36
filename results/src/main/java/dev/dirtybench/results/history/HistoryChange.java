package dev.dirtybench.results.history;

import java.util.List;

/**
 * A change of level in a series.
 *
 * @param series where
 * @param index of its first commit in the series
 * @param before mean level before, in the series' unit
 * @param after mean level after
 * @param p of Student's t between the two levels
 * @param annotations what is known of it
 */
public record HistoryChange(
    HistorySeries series,
    int index,
    double before,
    double after,
    double p,
    List<String> annotations) {
  /** Copies the list. */
  public HistoryChange {
    annotations = List.copyOf(annotations);
  }

  /**
   * The first commit of the new level.
   *
   * @return with its score
   */
  public CommitScore commit() {
    return series.commits().get(index);
  }

  /**
   * How much the level changed.
   *
   * @return {@code after / before - 1}
   */
  public double magnitude() {
    return after / before - 1;
  }

  /**
   * Whether the new level is the worse one.
   *
   * @return true if it is
   */
  public boolean isWorse() {
    return series.lowerIsBetter() == after > before;
  }
}
