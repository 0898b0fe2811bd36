package dev.dirtybench.results.report;

import dev.dirtybench.results.MachineFingerprint;
import dev.dirtybench.results.compare.ComparedCell;
import dev.dirtybench.results.compare.Comparison;
import dev.dirtybench.results.compare.MeasuringSite;
import dev.dirtybench.results.compare.ScoredCell;
import dev.dirtybench.results.compare.ScoredRun;
import dev.dirtybench.results.stats.Moments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The charts of forks: ratios with their limits, and every single value. */
final class ForkCharts {
  private final List<ReportRow> rows;
  private final Cast cast;
  private final Ids ids;

  ForkCharts(List<ReportRow> rows, Cast cast, Ids ids) {
    this.rows = rows.stream().filter(ReportRow::isPrimary).toList();
    this.cast = cast;
    this.ids = ids;
  }

  /** Backends against the fastest of all, and runs against the first run. */
  Chart forest(Ranking ranking) {
    Chart chart =
        new Chart(
            "forest",
            "Ratios with their limits",
            "Right of 1 is slower. The line holds the ratio but for one case in a hundred at each"
                + " end; the band around 1 is what counts as equal. Without a line there are too"
                + " few forks to say. Forks of one run were side by side, and those of JVMs that"
                + " took turns; between other runs the verdict is advice.",
            "forest",
            "id",
            "operation",
            "trace",
            "series",
            "label",
            "ratio",
            "low",
            "high",
            "verdict");
    if (!ranking.ranked().isEmpty()) {
      Series base = ranking.ranked().get(0).series();
      List<ReportRow> contenders =
          rows.stream()
              .filter(row -> cast.of(row).competes() && row.place().run().equals(base.run()))
              .toList();
      compare(chart, contenders, new Sides("backend", base.backend()));
    }
    if (cast.hasSeveralRuns()) {
      compare(chart, rows, new Sides(Comparison.RUN, cast.firstRun()));
    }
    return chart.omit("there are no two cells to compare");
  }

  /** A column of the comparison and its base. */
  private record Sides(String column, String base) {}

  private void compare(Chart chart, List<ReportRow> cells, Sides sides) {
    boolean ofRuns = sides.column().equals(Comparison.RUN);
    Map<List<String>, ReportRow> places = new LinkedHashMap<>();
    Map<String, List<ScoredCell>> byRun = new LinkedHashMap<>();
    for (ReportRow row : cells) {
      String workload = row.place().workload() + '\u0001' + row.unit();
      String rowKey = ofRuns ? row.place().backend() + '\u0001' + workload : workload;
      String column = ofRuns ? row.place().run() : row.place().backend();
      places.putIfAbsent(List.of(rowKey, column), row);
      byRun
          .computeIfAbsent(row.place().run(), run -> new ArrayList<>())
          .add(
              new ScoredCell(
                  Map.of("row", rowKey, "backend", row.place().backend()),
                  row.unit(),
                  !Boolean.FALSE.equals(row.lowerIsBetter()),
                  row.forkScores(),
                  site(row.place().run())));
    }
    List<ScoredRun> runs = new ArrayList<>();
    byRun.forEach((run, scored) -> runs.add(new ScoredRun(run, scored, cast.isSideBySide(run))));
    if (places.keySet().stream().map(place -> place.get(1)).distinct().count() < 2
        || places.keySet().stream().noneMatch(place -> isCommon(places.keySet(), place, sides))) {
      return;
    }
    Comparison comparison =
        Comparison.of(runs, keys -> true, sides.column(), List.of("row"), sides.base());
    for (ComparedCell cell : comparison.cells()) {
      ReportRow row = places.get(List.of(cell.row(), cell.column()));
      if (Double.isFinite(cell.ratio())) {
        boolean limits = cell.lower() > 0 && Double.isFinite(cell.upper());
        chart
            .panel(ofRuns ? "against run " + sides.base() : "against " + sides.base())
            .row(
                ids.of(row),
                row.place().operation(),
                row.place().trace(),
                cast.of(row).name(),
                cast.of(row).name() + " \u00b7 " + row.place().label(),
                cell.ratio(),
                limits ? cell.lower() : null,
                limits ? cell.upper() : null,
                verdict(cell));
      }
    }
  }

  /** Whether machines are alike is said of whole runs. */
  private MeasuringSite site(String run) {
    return new MeasuringSite("the machine", new MachineFingerprint(Map.of()), cast.session(run));
  }

  private static boolean isCommon(Set<List<String>> places, List<String> place, Sides sides) {
    return !place.get(1).equals(sides.base())
        && places.contains(List.of(place.get(0), sides.base()));
  }

  /** The gate's words are about commits; these are about backends as well. */
  private static String verdict(ComparedCell cell) {
    return switch (cell.verdict()) {
      case REGRESSION -> "slower";
      case IMPROVEMENT -> "faster";
      case EQUIVALENT -> "equal";
      default -> "undecided";
    };
  }

  /** Every value of every fork, in terms of its cell's score. */
  Chart strips() {
    Chart chart =
        new Chart(
            "strips",
            "Every value of every fork",
            "Each point is an iteration, as a ratio to its cell's score; forks differ in shape."
                + " Cells whose forks differ most come first. Two clusters of forks mean that the"
                + " JIT compiler took different decisions.",
            "strips",
            "id",
            "operation",
            "trace",
            "series",
            "label",
            "fork",
            "ratio");
    ToDoubleFunction<ReportRow> apart =
        row -> {
          double[] medians = row.forkScores();
          double[] values =
              medians.length > 1
                  ? medians
                  : Arrays.stream(row.iterations()).flatMapToDouble(Arrays::stream).toArray();
          return values.length > 1 ? Moments.deviation(values) / row.score() : 0;
        };
    List<ReportRow> known =
        rows.stream()
            .filter(row -> row.iterations().length > 0)
            .sorted(Comparator.comparingDouble(apart).reversed())
            .toList();
    for (ReportRow row : known) {
      String series = cast.of(row).name();
      for (int fork = 0; fork < row.iterations().length; fork++) {
        for (double value : row.iterations()[fork]) {
          chart
              .panel("")
              .row(
                  ids.of(row),
                  row.place().operation(),
                  row.place().trace(),
                  series,
                  series + " \u00b7 " + row.place().label(),
                  "fork " + (fork + 1),
                  value / row.score());
        }
      }
    }
    return chart.omit("the folder holds no values of single forks (tidy.csv or jmh.json)");
  }
}
