package dev.dirtybench.results.stats;

/** What a comparison of one cell says. */
public enum Verdict {
  /** B is worse than A by more than the tolerated margin. */
  REGRESSION,
  /** B is better than A by more than the tolerated margin. */
  IMPROVEMENT,
  /** B differs from A by less than the margin of equivalence. */
  EQUIVALENT,
  /** The pairs do not tell; more of them may. */
  INCONCLUSIVE,
  /** The machine differed between the arms: nothing may be said. */
  CONTAMINATED,
  /** The arms cannot be compared: a wrong result, a missing cell, a failed fork. */
  INVALID
}
