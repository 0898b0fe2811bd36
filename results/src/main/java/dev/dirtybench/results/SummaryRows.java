package dev.dirtybench.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Turns results into the rows of {@code summary.csv}: one row for each metric of a cell. */
final class SummaryRows {
  static final List<String> COLUMNS =
      List.of(
          "run_id",
          "git_sha",
          "cell_id",
          "suite",
          "op",
          "backend",
          "backend_version",
          "trace",
          "size_bits",
          "density",
          "granularity",
          "parameters",
          "threads",
          "pollution",
          "gc",
          "metric",
          "unit",
          "better",
          "n_forks",
          "hl_or_median",
          "ci_lo",
          "ci_hi",
          "s1",
          "t2",
          "steady_share",
          "mde",
          "vs_arm",
          "ratio",
          "ratio_lo",
          "ratio_hi",
          "p_shifted",
          "q_bh",
          "verdict",
          "rank_biserial",
          "spread",
          "spread_of",
          "status",
          "reason",
          "digest");

  private final CellColumns cells;
  private final ForkLog forks;

  SummaryRows(CellColumns cells, ForkLog forks) {
    this.cells = cells;
    this.forks = forks;
  }

  List<Map<String, Object>> of(CellResult cell) {
    Map<String, Object> base = cells.of(cell.key());
    base.put("status", cell.status().label());
    base.put("reason", cell.headline());
    base.put("digest", cell.digest());
    List<Map<String, Object>> rows = new ArrayList<>();
    if (cell.measurement() == null) {
      rows.add(base);
      return rows;
    }
    Measurement measurement = cell.measurement();
    base.put("threads", measurement.threads());
    Map<String, Object> primary = row(base, measurement.metric(), measurement.shownUnit());
    primary.put("better", measurement.quantity() == Quantity.RATE ? Better.HIGHER : Better.LOWER);
    putScore(primary, measurement.score(), measurement.samples());
    primary.putAll(ForkStatistics.columns(measurement.samples(), measurement.shownFactor()));
    primary.put("steady_share", forks.steadyShare(cell.key().id()));
    rows.add(primary);
    new TreeMap<>(measurement.secondary())
        .forEach(
            (name, metric) -> {
              if (metric.samples().values().anyMatch(Double::isFinite)) {
                Map<String, Object> row = row(base, name, metric.unit());
                row.put("better", Better.of(metric.unit()));
                putScore(row, Score.of(metric.samples()), metric.samples());
                rows.add(row);
              }
            });
    return rows;
  }

  List<Map<String, Object>> of(Footprint footprint) {
    Map<String, Object> base = cells.of(footprint.key());
    base.put("status", CellStatus.MEASURED.label());
    List<Map<String, Object>> rows = new ArrayList<>();
    footprint
        .byMetric()
        .forEach(
            (metric, bytes) -> {
              Map<String, Object> row = row(base, metric, "B");
              row.put("better", Better.LOWER);
              row.put("hl_or_median", bytes);
              rows.add(row);
            });
    return rows;
  }

  private static Map<String, Object> row(Map<String, Object> base, String metric, String unit) {
    Map<String, Object> row = new TreeMap<>(base);
    row.put("metric", metric);
    row.put("unit", unit);
    return row;
  }

  private static void putScore(Map<String, Object> row, Score score, Samples samples) {
    row.put("n_forks", samples.forkCount());
    row.put("hl_or_median", score.value());
    row.put("spread", score.error());
    row.put("spread_of", score.spread().count(score.count()));
  }
}
