package dev.dirtybench.results.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dirtybench.results.MachineFingerprint;
import dev.dirtybench.results.compare.MeasuringSite;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Everything that the page of some runs shows, as one JSON value; the page only draws it. */
public final class ReportData {
  /** Version of the JSON. */
  public static final int SCHEMA_VERSION = 1;

  private static final List<String> ROW_FIELDS =
      List.of(
          "series",
          "operation",
          "trace",
          "granularity",
          "parameters",
          "metric",
          "unit",
          "better",
          "score",
          "low",
          "high",
          "band",
          "forks",
          "status",
          "reason",
          "benchmark",
          "run",
          "cell",
          "density",
          "iterations");

  private final List<ReportRun> runs = new ArrayList<>();
  private final List<ReportRow> rows = new ArrayList<>();
  private final List<String> labels;
  private final ReportInput input;
  private final Cast cast;

  /**
   * The data of some runs.
   *
   * @param runs one or more; labelled A, B, ... in their order, by their JVMs if these took turns
   * @param input what is known beside them
   */
  public ReportData(List<ReportRun> runs, ReportInput input) {
    this.labels = RunLabels.of(runs);
    for (int i = 0; i < runs.size(); i++) {
      this.runs.add(runs.get(i).labelled(labels.get(i)));
    }
    this.input = input;
    this.runs.forEach(run -> run.rows().forEach(row -> rows.add(withDensity(row))));
    this.cast = new Cast(this.runs, labels);
  }

  private ReportRow withDensity(ReportRow row) {
    ReportRow.Place place = row.place();
    if (!Double.isNaN(place.density()) || place.granularity().isEmpty()) {
      return row;
    }
    long granularity = (long) SpeedCharts.bytes(place.granularity());
    Double known = input.densities().getOrDefault(place.trace(), Map.of()).get(granularity);
    return row.in(place.with(known == null ? SpeedCharts.densityOfName(place.trace()) : known));
  }

  /**
   * The value.
   *
   * @return an object that {@link #SCHEMA_VERSION} tells the form of
   */
  public ObjectNode json() {
    Ids ids = new Ids(rows);
    Memory memory = new Memory(rows);
    Answer answer = new Answer(rows, cast, memory);
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("schemaVersion", SCHEMA_VERSION);
    report.put("title", title());
    if (RunLabels.ofOneSession(runs)) {
      report.put("turns", true);
    }
    ArrayNode runNodes = report.putArray("runs");
    for (int i = 0; i < runs.size(); i++) {
      runNodes.add(run(i));
    }
    ArrayNode series = report.putArray("series");
    for (Series one : cast.all()) {
      ObjectNode node = series.addObject();
      node.put("name", one.name())
          .put("run", one.run())
          .put("backend", one.backend())
          .put("role", one.role().name().toLowerCase(Locale.ROOT))
          .put("colour", one.colour())
          .put("shape", one.shape());
      if (one.peer()) {
        node.put("peer", true);
      }
    }
    report.set("answer", answer.words());
    ArrayNode charts = report.putArray("charts");
    charts(answer, memory, ids).forEach(chart -> charts.add(chart.json()));
    report.set("warmup", FurtherCharts.warmup(runs, labels));
    ObjectNode portraits = report.putObject("portraits");
    input.portraits().forEach(portraits::put);
    ObjectNode sources = report.putObject("sources");
    rows.stream()
        .map(ReportRow::benchmark)
        .distinct()
        .forEach(
            name ->
                input
                    .source()
                    .apply(name)
                    .ifPresent(
                        line ->
                            sources
                                .putObject(name)
                                .put("place", line.place())
                                .put("link", line.link())));
    ROW_FIELDS.forEach(report.putArray("rowFields")::add);
    ArrayNode table = report.putArray("rows");
    rows.forEach(row -> table.add(row(row)));
    return report;
  }

  private String title() {
    if (RunLabels.ofOneSession(runs)) {
      return String.join(" and ", labels) + " in turns";
    }
    return runs.size() == 1 ? runs.get(0).name() : runs.size() + " runs side by side";
  }

  private List<Chart> charts(Answer answer, Memory memory, Ids ids) {
    SuiteCharts suite = new SuiteCharts(rows, cast, memory, ids);
    SpeedCharts speed = new SpeedCharts(rows, cast, ids);
    MemoryCharts sizes = new MemoryCharts(memory, cast, ids);
    ForkCharts forks = new ForkCharts(rows, cast, ids);
    return List.of(
        answer.chart(),
        suite.pareto(),
        suite.heatMap(),
        suite.profile(),
        speed.byWorkload(),
        speed.byDensity(),
        speed.bySize(),
        speed.byGranularity(),
        sizes.byTrace(),
        sizes.byDensity(),
        forks.forest(Ranking.of(rows, cast)),
        forks.strips(),
        FurtherCharts.latency(input.latencies()),
        speed.throughput(),
        FurtherCharts.history(input.history()));
  }

  private ObjectNode run(int index) {
    ReportRun run = runs.get(index);
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("label", labels.get(index)).put("name", run.name());
    for (String status : List.of("measured", "skipped", "failed")) {
      node.put(
          status,
          run.rows().stream()
              .filter(row -> row.status().equals(status))
              .map(row -> row.place().cell())
              .distinct()
              .count());
    }
    if (run.manifest() != null) {
      long known = run.rows().stream().map(row -> row.place().cell()).distinct().count();
      node.put("missing", Math.max(0, run.manifest().path("schedule").size() - known));
      ObjectNode manifest = run.manifest().deepCopy();
      manifest.put("schedule", manifest.path("schedule").size() + " cells");
      node.set("manifest", manifest);
    }
    ArrayNode unlike = node.putArray("unlike");
    unlike(index).forEach(unlike::add);
    return node;
  }

  /** What of the machine is not as in the first run, of what both know. */
  private List<String> unlike(int index) {
    ReportRun first = runs.get(0);
    ReportRun run = runs.get(index);
    if (first.manifest() == null || run.manifest() == null) {
      return List.of();
    }
    return site(first).unlike(site(run));
  }

  private static MeasuringSite site(ReportRun run) {
    return new MeasuringSite("the machine", MachineFingerprint.of(run.manifest()), run.session());
  }

  private ArrayNode row(ReportRow row) {
    ReportRow.Place place = row.place();
    ArrayNode node = JsonNodeFactory.instance.arrayNode();
    String better = row.lowerIsBetter() == null ? "" : row.lowerIsBetter() ? "lower" : "higher";
    Object[] values = {
      cast.of(row).name(),
      place.operation(),
      place.trace(),
      place.granularity(),
      place.parameters(),
      row.metric(),
      row.unit(),
      better,
      row.score(),
      row.low(),
      row.high(),
      row.band(),
      row.forks(),
      row.status(),
      row.reason(),
      row.benchmark(),
      place.run(),
      place.cell(),
      place.density(),
    };
    for (Object value : values) {
      Chart.put(node, value);
    }
    ArrayNode forks = node.addArray();
    for (double[] fork : row.iterations()) {
      ArrayNode iterations = forks.addArray();
      for (double value : fork) {
        Chart.put(iterations, value);
      }
    }
    return node;
  }
}
