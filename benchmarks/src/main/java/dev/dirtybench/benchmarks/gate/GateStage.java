package dev.dirtybench.benchmarks.gate;

/** A stage of a gate; each takes pairs of its own. */
enum GateStage {
  /** A few pairs of every cell, to drop those that show no slowdown. */
  SCREEN("screen"),
  /** Pairs of the cells that are left, of which the verdict is made. */
  DECIDE("decide"),
  /** Pairs of forks of those that would be called a regression. */
  CONFIRM("confirm");

  private final String label;

  GateStage(String label) {
    this.label = label;
  }

  /** The name in logs. */
  String label() {
    return label;
  }
}
