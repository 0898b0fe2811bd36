package dev.dirtybench.results;

import dev.dirtybench.results.stats.VarianceParts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a run learnt of its machine and of its cells' variance, for the manifest.
 *
 * @param budgetSeconds time that the run was given, null if it was given rounds
 * @param rulers by name, in the order in which they run
 * @param cells those with two forks or more
 */
record Calibration(Long budgetSeconds, Map<String, RulerSpread> rulers, List<CellVariance> cells) {
  /**
   * A ruler over a run.
   *
   * @param median nanoseconds per unit
   * @param min the least of them
   * @param max the most
   * @param runs how many
   */
  record RulerSpread(double median, double min, double max, int runs) {}

  /**
   * The variance of a cell's log scores.
   *
   * @param cell its id
   * @param s1 deviation within forks
   * @param t2 the part between forks that iterations cannot remove
   */
  record CellVariance(String cell, double s1, double t2) {}

  static List<CellVariance> variances(Collection<CellResult> cells) {
    List<CellVariance> variances = new ArrayList<>();
    for (CellResult cell : cells) {
      if (cell.measurement() != null && cell.measurement().samples().forkCount() > 1) {
        Samples samples = cell.measurement().samples();
        double[][] logs = new double[samples.forkCount()][];
        for (int i = 0; i < logs.length; i++) {
          logs[i] = Arrays.stream(samples.fork(i)).map(Math::log).toArray();
        }
        VarianceParts parts = VarianceParts.of(logs);
        variances.add(new CellVariance(cell.key().id(), parts.withinForks(), parts.betweenForks()));
      }
    }
    return variances;
  }
}
