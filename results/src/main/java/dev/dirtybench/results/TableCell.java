package dev.dirtybench.results;

/**
 * The parts of one cell of a table, kept apart so that they can be aligned under each other.
 *
 * @param score the number, or all that there is to say: {@code skipped (1)}
 * @param error the spread with its sign, such as {@code ±0.4}, or empty
 * @param ratio such as {@code 1.07}, or empty
 * @param rank its place in its row
 */
record TableCell(String score, String error, String ratio, Rank rank) {
  enum Rank {
    BEST,
    /** The best cell of its row, of a peer, and there is one of ours behind it. */
    BEST_PEER,
    /** The best of ours behind a peer. */
    BEST_OF_OURS,
    OTHER,
    /** Words instead of numbers. */
    NONE
  }

  /** Nothing is known of the cell. */
  static final TableCell MISSING = words("-");

  static TableCell words(String text) {
    return new TableCell(text, "", "", Rank.NONE);
  }
}
