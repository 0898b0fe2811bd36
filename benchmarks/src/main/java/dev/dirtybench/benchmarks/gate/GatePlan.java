package dev.dirtybench.benchmarks.gate;

import java.time.Duration;
import java.util.List;

/**
 * What a gate measures and how long it may take.
 *
 * @param cells of both arms
 * @param repeats how often the whole comparison is made: 1, but more where the gate tests itself
 * @param rounds pairs that decide, of each cell
 * @param confirmRounds fresh pairs of forks after a suspicion
 * @param budget after which no further round is begun
 * @param seed of the order of the cells
 */
public record GatePlan(
    List<GateCell> cells, int repeats, int rounds, int confirmRounds, Duration budget, long seed) {
  /** Copies the list and checks the numbers. */
  public GatePlan {
    cells = List.copyOf(cells);
    if (repeats < 1 || rounds < 1 || confirmRounds < 0) {
      throw new IllegalArgumentException(
          "expected one repeat and one round or more, found " + repeats + " and " + rounds);
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
    return new GatePlan(cells, repeats, rounds, confirmRounds, left, seed);
  }
}
