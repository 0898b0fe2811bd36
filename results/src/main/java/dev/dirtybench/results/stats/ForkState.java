package dev.dirtybench.results.stats;

import java.util.Arrays;

/** Whether a fork's measured iterations show one speed. */
public enum ForkState {
  /** No sign of change. */
  STEADY("steady"),
  /** The last third differs from the first by more than 2 %, or there is a trend. */
  DRIFTING("drifting"),
  /** The JIT compiler was at work in the last third. */
  STILL_COMPILING("still compiling");

  /** Difference of the thirds' medians that counts as drift. */
  public static final double DRIFT = 0.02;

  /** Level of the test for a trend. */
  public static final double TREND_ALPHA = 0.01;

  private final String label;

  ForkState(String label) {
    this.label = label;
  }

  /**
   * The name in reports.
   *
   * @return lower case
   */
  public String label() {
    return label;
  }

  /**
   * The state of a fork.
   *
   * @param scores of its measured iterations, in order
   * @param compileMillis time that the compiler spent in each of them; may be empty: not known
   * @return the state; steady for fewer than three iterations, of which nothing can be said
   */
  public static ForkState of(double[] scores, double[] compileMillis) {
    int third = scores.length / 3;
    if (compileMillis.length == scores.length && third > 0) {
      double late = Arrays.stream(compileMillis, scores.length - third, scores.length).sum();
      if (late > 0) {
        return STILL_COMPILING;
      }
    }
    if (third == 0) {
      return STEADY;
    }
    double first = Moments.median(Arrays.copyOf(scores, third));
    double last = Moments.median(Arrays.copyOfRange(scores, scores.length - third, scores.length));
    boolean moved = Math.abs(last / first - 1) > DRIFT;
    return moved || Trend.of(scores).p() < TREND_ALPHA ? DRIFTING : STEADY;
  }
}
