package dev.dirtybench.results.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dirtybench.results.history.CommitScore;
import dev.dirtybench.results.history.History;
import dev.dirtybench.results.history.HistoryChange;
import dev.dirtybench.results.history.HistorySeries;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What stands beside the scores: latencies, warm-up and history. */
final class FurtherCharts {
  private static final int MOST_SERIES = 40;
  private static final int SHORT_COMMIT = 10;

  private FurtherCharts() {}

  static Chart latency(List<ReportInput.LatencyCurve> curves) {
    Chart chart =
        new Chart(
            "latency",
            "Latency of an open loop",
            "From when an event was due to its end, so that waiting counts; the call alone is what"
                + " a closed loop would have seen. Each step right is ten times as rare.",
            "latency",
            "backend",
            "event",
            "rarity",
            "percentile",
            "y");
    boolean several = curves.stream().map(ReportInput.LatencyCurve::run).distinct().count() > 1;
    for (ReportInput.LatencyCurve curve : curves) {
      Chart.Panel panel = chart.panel(curve.backend() + (several ? " \u00b7 " + curve.run() : ""));
      panel.say("y", "\u00b5s, less is better");
      for (ReportInput.LatencyCurve.Point point : curve.points()) {
        panel.row(
            curve.backend(),
            curve.event(),
            1 / (1 - Math.min(point.percentile(), 99.99999) / 100),
            point.percentile(),
            point.nanos() / 1e3);
      }
    }
    return chart.omit("no open-loop run among these (dirtybench replay --open-loop makes one)");
  }

  static Chart history(History history) {
    Chart chart =
        new Chart(
            "history",
            "Scores over commits",
            "One line for each machine; a rule marks the first commit of a new level.",
            "history",
            "operation",
            "trace",
            "backend",
            "machine",
            "order",
            "commit",
            "date",
            "y",
            "change");
    if (history == null) {
      return chart.omit("no history was given (dirtybench history add keeps one)");
    }
    Map<HistorySeries, Set<Integer>> changes = new LinkedHashMap<>();
    for (HistoryChange change : history.changes()) {
      changes.computeIfAbsent(change.series(), s -> new HashSet<>()).add(change.index());
    }
    Set<HistorySeries> drawn = new java.util.LinkedHashSet<>(changes.keySet());
    history.series().stream()
        .filter(s -> s.commits().size() > 1 && s.keys().get("metric").matches("time|rate"))
        .forEach(drawn::add);
    drawn.stream()
        .filter(s -> s.commits().size() > 1)
        .limit(MOST_SERIES)
        .forEach(s -> draw(chart, s, changes.getOrDefault(s, Set.of())));
    return chart.omit("the history has no cell with two commits or more");
  }

  private static void draw(Chart chart, HistorySeries series, Set<Integer> changes) {
    Shown shown =
        Shown.amid(
            series.keys().get("unit"), series.commits().stream().mapToDouble(CommitScore::score));
    Chart.Panel panel =
        chart
            .panel(series.cell() + " \u00b7 " + series.keys().get("metric"))
            .say(
                "y",
                shown.unit() + (series.lowerIsBetter() ? ", less is better" : ", more is better"));
    for (int i = 0; i < series.commits().size(); i++) {
      CommitScore score = series.commits().get(i);
      panel.row(
          series.keys().get("operation"),
          series.keys().get("trace"),
          series.keys().get("backend"),
          series.keys().get("machine"),
          i + 1,
          score.commit().substring(0, Math.min(SHORT_COMMIT, score.commit().length())),
          score.authorDate(),
          score.score() / shown.size(),
          changes.contains(i) ? "change" : "");
    }
  }

  /** Curves by cell, as the page's own chart of many points takes them. */
  static ArrayNode warmup(List<ReportRun> runs, List<String> labels) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (int run = 0; run < runs.size(); run++) {
      Map<String, ObjectNode> cells = new LinkedHashMap<>();
      for (WarmupCurve curve : runs.get(run).curves()) {
        String label = runs.size() > 1 ? " @" + labels.get(run) : "";
        ObjectNode cell =
            cells.computeIfAbsent(
                curve.cell() + label,
                name -> {
                  ObjectNode made = array.addObject().put("cell", name).put("unit", curve.unit());
                  made.putArray("forks");
                  return made;
                });
        ObjectNode fork = ((ArrayNode) cell.get("forks")).addObject().put("fork", curve.fork());
        ArrayNode warm = fork.putArray("warm");
        curve.warm().forEach(value -> Chart.put(warm, value));
        ArrayNode measured = fork.putArray("measured");
        curve.measured().forEach(value -> Chart.put(measured, value));
      }
    }
    return array;
  }
}
