package dev.dirtybench.results.stats;

/**
 * The limits by which an effect becomes a verdict.
 *
 * @param alpha one-sided level of each limit
 * @param tolerated ratio less 1 that is let pass, such as 0.03
 * @param equivalent ratio less 1 within which two arms count as the same, such as 0.05
 */
public record VerdictRule(double alpha, double tolerated, double equivalent) {
  /** 1 % one-sided, 3 % tolerated, 5 % equivalent. */
  public static final VerdictRule DEFAULT = new VerdictRule(0.01, 0.03, 0.05);

  /** Checks the ranges. */
  public VerdictRule {
    if (!(alpha > 0 && alpha < 0.5) || !(tolerated >= 0) || !(equivalent > 0)) {
      throw new IllegalArgumentException(
          "expected alpha between 0 and 0.5 and margins above 0, found "
              + alpha
              + ", "
              + tolerated
              + " and "
              + equivalent);
    }
  }

  /**
   * The verdict on an effect by its limits alone, before any correction for many cells.
   *
   * @param effect whose limits are of this rule's alpha
   * @return regression, improvement, equivalent (two one-sided tests) or inconclusive
   */
  public Verdict of(PairedEffect effect) {
    if (effect.lower() > toleratedLog()) {
      return Verdict.REGRESSION;
    }
    if (effect.upper() < -toleratedLog()) {
      return Verdict.IMPROVEMENT;
    }
    boolean same = -equivalentLog() < effect.lower() && effect.upper() < equivalentLog();
    return same ? Verdict.EQUIVALENT : Verdict.INCONCLUSIVE;
  }

  /**
   * The tolerated margin.
   *
   * @return log ratio
   */
  public double toleratedLog() {
    return Math.log1p(tolerated);
  }

  /**
   * The margin of equivalence.
   *
   * @return log ratio
   */
  public double equivalentLog() {
    return Math.log1p(equivalent);
  }
}
