package dev.dirtybench.results.compare;

import dev.dirtybench.results.JmhResult;
import dev.dirtybench.results.stats.Moments;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The forks of one cell of one run.
 *
 * @param keys what tells it from other cells, by name: {@code package}, {@code benchmark}, {@code
 *     operation}, {@code mode}, {@code threads} and every parameter
 * @param unit of its scores, JMH's
 * @param lowerIsBetter whether a smaller score is better
 * @param forkScores the median iteration of each fork
 * @param site where it was measured
 */
public record ScoredCell(
    Map<String, String> keys,
    String unit,
    boolean lowerIsBetter,
    double[] forkScores,
    MeasuringSite site) {
  private static final String OURS = "dev.dirtybench.benchmarks.jmh.";

  /** Copies the keys, in their order. */
  public ScoredCell {
    keys = new LinkedHashMap<>(keys);
  }

  /**
   * The cell of an entry of JMH's JSON.
   *
   * @param result of any project
   * @param site where it was measured
   * @return its medians by fork
   */
  public static ScoredCell of(JmhResult result, MeasuringSite site) {
    Map<String, String> keys = new LinkedHashMap<>();
    String[] parts = result.benchmark().split("\\.");
    String method = parts[parts.length - 1];
    String type = parts.length > 1 ? parts[parts.length - 2] + '.' : "";
    int typeAt = Math.max(0, parts.length - 2);
    keys.put("package", String.join(".", Arrays.asList(parts).subList(0, typeAt)));
    keys.put("benchmark", type + method);
    keys.put("operation", method.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT));
    keys.putAll(result.params());
    if (result.benchmark().startsWith(OURS) && result.params().containsKey("granularity")) {
      keys.putIfAbsent("pollution", "mono"); // runs from before it was a parameter
    }
    keys.put("mode", result.mode());
    keys.put("threads", Integer.toString(result.threads()));
    double[] scores = new double[result.primary().samples().forkCount()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Moments.median(result.primary().samples().fork(i));
    }
    return new ScoredCell(
        keys, result.primary().unit(), !result.mode().equals("thrpt"), scores, site);
  }

  /** The median of the forks' scores. */
  double score() {
    return Moments.median(forkScores);
  }

  /** Log scores with the sign that makes larger worse. */
  double[] logCosts() {
    return Arrays.stream(forkScores).map(s -> lowerIsBetter ? Math.log(s) : -Math.log(s)).toArray();
  }

  /** Scores of which larger is worse: times, or the inverse of rates. */
  double[] costs() {
    return Arrays.stream(forkScores).map(s -> lowerIsBetter ? s : 1 / s).toArray();
  }

  /** Whether every fork has a score above 0, as ratios need. */
  boolean isComparable() {
    return forkScores.length > 0
        && Arrays.stream(forkScores).allMatch(s -> s > 0 && Double.isFinite(s));
  }
}
