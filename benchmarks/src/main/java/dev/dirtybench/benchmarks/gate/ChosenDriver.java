package dev.dirtybench.benchmarks.gate;

import java.io.IOException;
import java.util.Map;

/** Runs each cell by the driver that a calibration chose for it. */
final class ChosenDriver implements PairDriver {
  private final PairDriver usual;
  private final Map<String, PairDriver> byCell;

  /**
   * A choice.
   *
   * @param usual runs cells that nothing was chosen for
   * @param byCell by a cell's id
   */
  ChosenDriver(PairDriver usual, Map<String, PairDriver> byCell) {
    this.usual = usual;
    this.byCell = Map.copyOf(byCell);
  }

  private PairDriver of(GateCell cell) {
    return byCell.getOrDefault(cell.id(), usual);
  }

  @Override
  public String label(GateCell cell) {
    return of(cell).label(cell);
  }

  @Override
  public PairOutcome pair(GateCell cell, int round) throws IOException, InterruptedException {
    return of(cell).pair(cell, round);
  }
}
