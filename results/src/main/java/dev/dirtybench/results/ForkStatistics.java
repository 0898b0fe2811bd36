package dev.dirtybench.results;

import dev.dirtybench.results.stats.Detectable;
import dev.dirtybench.results.stats.Moments;
import dev.dirtybench.results.stats.VarianceParts;
import dev.dirtybench.results.stats.VerdictRule;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What the forks of one cell say beyond their score: an interval, the parts of the variance and
 * what could be detected. All on logarithms of scores, as forks differ by factors.
 */
final class ForkStatistics {
  private static final int FEWEST_FORKS = 3;
  private static final double TWO_SIDED_95 = 0.975;

  private ForkStatistics() {}

  /**
   * The columns {@code ci_lo}, {@code ci_hi}, {@code s1}, {@code t2} and {@code mde}, those of them
   * that can be known.
   *
   * @param samples raw values above 0
   * @param factor what a raw value is multiplied with to be shown
   */
  static Map<String, Object> columns(Samples samples, double factor) {
    Map<String, Object> columns = new TreeMap<>();
    int forks = samples.forkCount();
    if (forks < 2) {
      return columns;
    }
    double[][] logs = new double[forks][];
    double[] medians = new double[forks];
    for (int i = 0; i < forks; i++) {
      logs[i] = Arrays.stream(samples.fork(i)).map(Math::log).toArray();
      medians[i] = Math.log(Moments.median(samples.fork(i)));
    }
    VarianceParts parts = VarianceParts.of(logs);
    if (parts.iterations() > 1) {
      columns.put("s1", parts.withinForks());
      columns.put("t2", parts.betweenForks());
    }
    if (forks >= FEWEST_FORKS) {
      double half =
          TDistribution.of(forks - 1.0).inverseCumulativeProbability(TWO_SIDED_95)
              * Moments.deviation(medians)
              / Math.sqrt(forks);
      double mean = Moments.mean(medians);
      columns.put("ci_lo", Math.exp(mean - half) * factor);
      columns.put("ci_hi", Math.exp(mean + half) * factor);
      columns.put("mde", detectable(parts.ofForkMeans(), forks));
    }
    return columns;
  }

  /**
   * The smallest difference to another cell of the same variance that so many rounds find in four
   * of five cases, by the usual rule, of which the tolerated 3 % are a part.
   *
   * @param ofForks deviation of the log scores of forks
   * @param forks two or more
   * @return ratio less 1
   */
  static double detectable(double ofForks, int forks) {
    return Detectable.effect(Math.sqrt(2) * ofForks, forks, VerdictRule.DEFAULT);
  }
}
