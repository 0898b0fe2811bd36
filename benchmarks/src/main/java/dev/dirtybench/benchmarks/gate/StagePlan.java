package dev.dirtybench.benchmarks.gate;

/**
 * How many pairs each stage of a gate takes of a cell.
 *
 * @param screen of every cell; 0 for no screen
 * @param decide of each that the screen leaves
 * @param extended of each that is still open after those, 0 more or more
 * @param confirm of each suspect, at each look
 * @param looks at the confirming pairs, at most
 */
public record StagePlan(int screen, int decide, int extended, int confirm, int looks) {
  /** Six, twelve, twenty, and up to four times eight. */
  public static final StagePlan USUAL = new StagePlan(6, 12, 20, 8, 4);

  /** Checks the numbers. */
  public StagePlan {
    if (screen < 0 || decide < 1 || extended < decide || confirm < 1 || looks < 1) {
      throw new IllegalArgumentException(
          "expected one deciding pair or more, as many or more when extended, and one confirming"
              + " pair or more, found "
              + decide
              + ", "
              + extended
              + " and "
              + confirm);
    }
  }

  /**
   * The usual stages with another number of deciding pairs.
   *
   * @param pairs 1 or more; two thirds of them more where they leave a cell open
   * @return the plan
   */
  public static StagePlan deciding(int pairs) {
    return new StagePlan(
        Math.min(USUAL.screen, pairs), pairs, pairs + 2 * pairs / 3, USUAL.confirm, USUAL.looks);
  }
}
