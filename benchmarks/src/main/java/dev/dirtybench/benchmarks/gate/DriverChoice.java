package dev.dirtybench.benchmarks.gate;

import java.util.Map;

/**
 * How the pairs that decide are run.
 *
 * @param usual where nothing is known of a cell
 * @param byCell what a calibration chose, by a cell's id
 */
public record DriverChoice(Gate.Driver usual, Map<String, Gate.Driver> byCell) {
  /** Copies the map. */
  public DriverChoice {
    byCell = Map.copyOf(byCell);
  }

  /**
   * One driver for all cells.
   *
   * @param driver which one
   * @return the choice
   */
  public static DriverChoice all(Gate.Driver driver) {
    return new DriverChoice(driver, Map.of());
  }
}
