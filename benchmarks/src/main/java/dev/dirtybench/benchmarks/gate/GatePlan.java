package dev.dirtybench.benchmarks.gate;

import java.time.Duration;
import java.util.List;

/**
 * What a gate measures and how long it may take.
 *
 * @param cells of both arms
 * @param repeats how often the whole comparison is made: 1, but more where the gate tests itself
 * @param stages pairs of each cell
 * @param budget after which no further round of screen or decision is begun; suspects are confirmed
 *     all the same
 * @param seed of the order of the cells
 */
public record GatePlan(
    List<GateCell> cells, int repeats, StagePlan stages, Duration budget, long seed) {
  /** Copies the list and checks the numbers. */
  public GatePlan {
    cells = List.copyOf(cells);
    if (repeats < 1) {
      throw new IllegalArgumentException("expected one repeat or more, found " + repeats);
    }
  }

  /**
   * The same plan with less time.
   *
   * @param spent what is gone of the budget
   * @return with what is left, 0 or more
   */
  GatePlan after(Duration spent) {
    Duration left = budget.compareTo(spent) > 0 ? budget.minus(spent) : Duration.ZERO;
    return new GatePlan(cells, repeats, stages, left, seed);
  }
}
