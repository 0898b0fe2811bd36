package dev.dirtybench.results.stats;

/** How an effect's interval was found. */
public enum IntervalMethod {
  /** The exact interval of the signed-rank test, about the Hodges-Lehmann estimate. */
  SIGNED_RANK("exact signed-rank"),
  /** Student's t on the differences, where too few pairs exist for the exact one. */
  PAIRED_T("paired t"),
  /** No interval: fewer than four pairs. */
  NONE("none");

  private final String label;

  IntervalMethod(String label) {
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
}
