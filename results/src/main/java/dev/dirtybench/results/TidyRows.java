package dev.dirtybench.results;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Turns results into the rows of {@code tidy.csv}: long form, one value per row. */
final class TidyRows {
  static final List<String> COLUMNS =
      List.of(
          "run_id",
          "utc",
          "git_sha",
          "arm",
          "round",
          "slot",
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
          "fork",
          "iteration",
          "phase",
          "value",
          "excluded");

  /** The phase of a value that JMH measured. */
  private static final String MEASURED_PHASE = "meas";

  private final CellColumns cells;

  TidyRows(CellColumns cells) {
    this.cells = cells;
  }

  /** The rows of a cell's forks from one on; what holds for all forks comes with the first. */
  List<Map<String, Object>> of(CellResult cell, int firstFork, Instant utc) {
    Map<String, Object> base = base(cell.key(), utc);
    List<Map<String, Object>> rows = new ArrayList<>();
    if (cell.measurement() == null) {
      base.put("excluded", cell.status().label() + ": " + cell.headline());
      rows.add(base);
      return rows;
    }
    Measurement measurement = cell.measurement();
    base.put("threads", measurement.threads());
    Samples primary = measurement.samples();
    addSamples(rows, base, measurement.metric(), measurement.unit(), primary, primary, firstFork);
    if (firstFork == 0) {
      Map<String, Object> units = single(base, "units_per_pass", measurement.per());
      units.put("value", measurement.unitsPerPass());
      rows.add(units);
    }
    new TreeMap<>(measurement.secondary())
        .forEach(
            (name, metric) ->
                addSamples(rows, base, name, metric.unit(), metric.samples(), primary, firstFork));
    return rows;
  }

  List<Map<String, Object>> of(Footprint footprint, Instant utc) {
    Map<String, Object> base = base(footprint.key(), utc);
    List<Map<String, Object>> rows = new ArrayList<>();
    footprint
        .byMetric()
        .forEach(
            (metric, bytes) -> {
              Map<String, Object> row = single(base, metric, "B");
              row.put("better", Better.LOWER);
              row.put("value", bytes);
              rows.add(row);
            });
    return rows;
  }

  private Map<String, Object> base(CellKey key, Instant utc) {
    Map<String, Object> row = cells.of(key);
    row.put("utc", utc);
    return row;
  }

  private static Map<String, Object> single(Map<String, Object> base, String metric, String unit) {
    Map<String, Object> row = new TreeMap<>(base);
    row.put("metric", metric);
    row.put("unit", unit);
    row.put("phase", MEASURED_PHASE);
    return row;
  }

  /** A profiler's values carry an iteration only where none of the fork is missing. */
  private static void addSamples(
      List<Map<String, Object>> rows,
      Map<String, Object> base,
      String metric,
      String unit,
      Samples samples,
      Samples primary,
      int firstFork) {
    boolean forksMatch = samples.forkCount() == primary.forkCount();
    for (int fork = firstFork; fork < samples.forkCount(); fork++) {
      double[] values = samples.fork(fork);
      boolean iterationsMatch = forksMatch && values.length == primary.fork(fork).length;
      for (int i = 0; i < values.length; i++) {
        Map<String, Object> row = single(base, metric, unit);
        row.put("better", Better.of(unit));
        row.put("fork", forksMatch ? fork + 1 : null);
        row.put("iteration", iterationsMatch ? i + 1 : null);
        row.put("value", values[i]);
        rows.add(row);
      }
    }
  }
}
