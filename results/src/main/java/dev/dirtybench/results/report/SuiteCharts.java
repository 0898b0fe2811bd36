package dev.dirtybench.results.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The charts over all workloads: speed against memory, heat map, performance profile. */
final class SuiteCharts {
  private static final double FARTHEST_RATIO = 128;

  private final List<ReportRow> rows;
  private final Cast cast;
  private final Memory memory;
  private final Ids ids;

  SuiteCharts(List<ReportRow> rows, Cast cast, Memory memory, Ids ids) {
    this.ids = ids;
    this.rows = rows.stream().filter(row -> row.isPrimary() && cast.of(row).competes()).toList();
    this.cast = cast;
    this.memory = memory;
  }

  Chart pareto() {
    Chart chart =
        new Chart(
            "pareto",
            "Speed and memory",
            "Left and low is good. On the line are those that no other beats in both: heap and"
                + " off-heap, geometric mean over the traces, against the geometric mean of the"
                + " ratios to the fastest.",
            "pareto",
            "operation",
            "trace",
            "series",
            "memory",
            "ratio",
            "front",
            "label");
    Set<List<String>> scopes = new LinkedHashSet<>();
    scopes.add(List.of(Answer.ALL, Answer.ALL));
    for (ReportRow row : rows) {
      scopes.add(List.of(Answer.ALL, row.place().trace()));
      scopes.add(List.of(row.place().operation(), Answer.ALL));
      scopes.add(List.of(row.place().operation(), row.place().trace()));
    }
    for (List<String> scope : scopes) {
      String operation = scope.get(0);
      String trace = scope.get(1);
      List<ReportRow> inScope =
          rows.stream()
              .filter(r -> operation.equals(Answer.ALL) || r.place().operation().equals(operation))
              .filter(r -> trace.equals(Answer.ALL) || r.place().trace().equals(trace))
              .toList();
      List<Ranking.Ranked> ranked =
          Ranking.of(inScope, cast).ranked().stream()
              .filter(r -> bytes(r.series(), trace) > 0)
              .sorted(Comparator.comparingDouble(r -> bytes(r.series(), trace)))
              .toList();
      double best = Double.POSITIVE_INFINITY;
      for (Ranking.Ranked one : ranked) {
        boolean front = one.ratio() < best;
        best = Math.min(best, one.ratio());
        double bytes = bytes(one.series(), trace);
        chart
            .panel("")
            .row(
                operation,
                trace,
                one.series().name(),
                bytes,
                one.ratio(),
                front ? "yes" : "no",
                Shown.text(bytes, "B"));
      }
    }
    return chart.omit("it needs footprints and times of two backends or more");
  }

  private double bytes(Series series, String trace) {
    return memory.of(series, t -> trace.equals(Answer.ALL) || t.equals(trace)).orElse(0.0);
  }

  Chart heatMap() {
    Chart chart =
        new Chart(
            "heatmap",
            "Who is how far from the best",
            "Each row is a workload, each number the ratio to its fastest backend: the fainter the better.",
            "heatmap",
            "id",
            "operation",
            "trace",
            "workload",
            "series",
            "ratio",
            "label");
    for (List<ReportRow> cells : byWorkload().values()) {
      double best = cells.stream().mapToDouble(ReportRow::cost).min().orElse(Double.NaN);
      for (ReportRow row : cells) {
        double ratio = row.cost() / best;
        chart
            .panel("")
            .row(
                ids.of(row),
                row.place().operation(),
                row.place().trace(),
                row.place().label(),
                cast.of(row).name(),
                ratio,
                Shown.digits(ratio));
      }
    }
    return chart.omit("it needs a workload that two backends have in common");
  }

  private Map<String, List<ReportRow>> byWorkload() {
    Map<String, List<ReportRow>> grid = new LinkedHashMap<>();
    rows.forEach(
        row -> grid.computeIfAbsent(row.place().workload(), w -> new ArrayList<>()).add(row));
    grid.values().removeIf(cells -> cells.size() < 2);
    return grid;
  }

  Chart profile() {
    Chart chart =
        new Chart(
            "profile",
            "Performance profile",
            "Of how many workloads is a backend within so many times the best? High and left is"
                + " good; a line that ends low cannot run some workloads. After Dolan and"
                + " Mor\u00e9.",
            "profile",
            "series",
            "ratio",
            "share");
    Map<String, List<ReportRow>> grid = byWorkload();
    if (grid.size() < 2) {
      return chart.omit("it needs two workloads or more that backends have in common");
    }
    Map<Series, List<Double>> ratios = new LinkedHashMap<>();
    TreeSet<Double> steps = new TreeSet<>(List.of(1.0));
    for (List<ReportRow> cells : grid.values()) {
      double best = cells.stream().mapToDouble(ReportRow::cost).min().orElse(Double.NaN);
      for (ReportRow row : cells) {
        double ratio = row.cost() / best;
        ratios.computeIfAbsent(cast.of(row), s -> new ArrayList<>()).add(ratio);
        steps.add(Math.min(ratio, FARTHEST_RATIO));
      }
    }
    ratios.forEach(
        (series, values) -> {
          double before = -1;
          for (double step : steps) {
            double share = values.stream().filter(v -> v <= step).count() / (double) grid.size();
            if (share != before || step == steps.last()) {
              chart.panel("").row(series.name(), step, share);
            }
            before = share;
          }
        });
    return chart;
  }
}
