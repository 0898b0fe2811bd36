package dev.dirtybench.benchmarks.gate;

/**
 * How many pairs each stage of a gate takes of a cell.
 *
 * @param screen of every cell; 0 for no screen
 * @param decide of each that the screen leaves
 * @param extended of each that is still open after those, 0 more or more
 * @param confirm of each suspect, before the first look; twice as many before each next one
 * @param looks at the confirming pairs, at most
 */
public record StagePlan(int screen, int decide, int extended, int confirm, int looks) {
  /** For pairs of forks, which differ by several percent: 6, 12 and 20, and up to 24. */
  public static final StagePlan FORKS = new StagePlan(6, 12, 20, 6, 3);

  /** For slices, which differ by about one: 4, 8 and 14, and up to 24 pairs of forks. */
  public static final StagePlan SLICES = new StagePlan(4, 8, 14, 6, 3);

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
   * The same stages with another number of deciding pairs.
   *
   * @param pairs 1 or more; two thirds of them more where they leave a cell open
   * @return the plan
   */
  public StagePlan deciding(int pairs) {
    return new StagePlan(Math.min(screen, pairs), pairs, pairs + 2 * pairs / 3, confirm, looks);
  }

  /** Confirming pairs that there are at a look, the first of which is 0. */
  int confirmedBy(int look) {
    return confirm << look;
  }
}
