package dev.dirtybench.results.gate;

import dev.dirtybench.results.stats.VarianceParts;

/**
 * What measuring one cell is worth on a machine, from the same build measured against itself.
 *
 * @param cell its id
 * @param forks pairs of JMH forks
 * @param slices both arms in one JVM; null for cells that cannot be run so
 * @param parts variance within and between the forks
 * @param bestIterations iterations of a fork that give the narrowest interval in a given time
 */
public record CellCalibration(
    String cell, DriverNoise forks, DriverNoise slices, VarianceParts parts, int bestIterations) {
  /**
   * The driver that finds a slowdown of 10 % sooner.
   *
   * @return one of the two
   */
  public DriverNoise chosen() {
    return slices != null && slices.secondsForTenPercent() <= forks.secondsForTenPercent()
        ? slices
        : forks;
  }
}
