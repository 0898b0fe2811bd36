package dev.dirtybench.results.history;

import dev.dirtybench.results.MachineFingerprint;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One score of one cell in one run: a line of the history.
 *
 * @param utc when the run started
 * @param commit what was measured, 40 hex digits
 * @param authorDate when the commit was written
 * @param runId name of the run's folder
 * @param profile how thoroughly it was measured, such as {@code quick}
 * @param machine hash of its {@link MachineFingerprint}
 * @param cell name of the cell, {@code operation/backend/trace/granularity} and its parameters
 * @param metric such as {@code time} or {@code heap_bytes}
 * @param unit of the score
 * @param lowerIsBetter whether a smaller score is better
 * @param score finite and above 0
 * @param forks JVMs it is the median of; 0 where nothing was timed
 * @param adjusted the score in terms of the run's rulers, without a unit; NaN where none are known
 */
public record HistoryRow(
    Instant utc,
    String commit,
    Instant authorDate,
    String runId,
    String profile,
    String machine,
    String cell,
    String metric,
    String unit,
    boolean lowerIsBetter,
    double score,
    int forks,
    double adjusted) {

  /** Checks the numbers. */
  public HistoryRow {
    if (!(score > 0) || Double.isInfinite(score) || forks < 0 || adjusted <= 0) {
      throw new IllegalArgumentException(
          "expected a finite score above 0 of 0 forks or more, found "
              + score
              + " of "
              + forks
              + ", adjusted "
              + adjusted);
    }
  }

  /**
   * What a filter may ask for.
   *
   * @return {@code operation}, {@code backend}, {@code trace}, {@code granularity} and {@code
   *     parameters} of the cell, {@code cell}, {@code metric}, {@code unit}, {@code machine},
   *     {@code profile}
   */
  public Map<String, String> keys() {
    String[] names = {"operation", "backend", "trace", "granularity", "parameters"};
    String[] parts = cell.split("/", names.length);
    Map<String, String> keys = new LinkedHashMap<>();
    for (int i = 0; i < parts.length; i++) {
      keys.put(names[i], parts[i]);
    }
    keys.put("cell", cell);
    keys.put("metric", metric);
    keys.put("unit", unit);
    keys.put("machine", machine);
    keys.put("profile", profile);
    return keys;
  }
}
