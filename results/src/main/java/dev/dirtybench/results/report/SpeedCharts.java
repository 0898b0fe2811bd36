package dev.dirtybench.results.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The charts of speed: by workload, and against density, disk size and granularity. */
final class SpeedCharts {
  /** Traces that differ in a number at the end of their names are one family. */
  private static final Pattern FAMILY = Pattern.compile("(.*?)-([0-9][0-9.]*(?:e-?[0-9]+)?)");

  private static final Pattern GRANULARITY = Pattern.compile("([0-9]+)([KMGT]?)");

  private final Map<String, List<ReportRow>> byTask = new LinkedHashMap<>();
  private final Cast cast;
  private final Ids ids;

  SpeedCharts(List<ReportRow> rows, Cast cast, Ids ids) {
    this.cast = cast;
    this.ids = ids;
    for (ReportRow row : rows) {
      if (row.isPrimary()) {
        byTask
            .computeIfAbsent(row.place().task() + "\u0001" + row.unit(), t -> new ArrayList<>())
            .add(row);
      }
    }
  }

  private static Shown shown(List<ReportRow> rows) {
    return Shown.amid(rows.get(0).unit(), rows.stream().mapToDouble(ReportRow::score));
  }

  private static String better(ReportRow row) {
    return Boolean.FALSE.equals(row.lowerIsBetter()) ? "more is better" : "less is better";
  }

  /** Every score with its band. */
  Chart byWorkload() {
    Chart chart =
        new Chart(
            "speed",
            "Speed of every operation",
            "Each point is the median of its forks, the line through it their band: an interval of"
                + " 95 % where there are three forks or more, else the spread. Grey upright lines"
                + " are no contenders: with | what measuring or the plainest loops take (floor),"
                + " with a triangle the fastest copy of as many bytes (roof).",
            "speed",
            "id",
            "operation",
            "trace",
            "series",
            "workload",
            "y",
            "low",
            "high");
    for (List<ReportRow> rows : byTask.values()) {
      Shown shown = shown(rows);
      ReportRow.Place first = rows.get(0).place();
      Chart.Panel panel =
          chart.panel(first.task()).say("y", shown.unit() + ", " + better(rows.get(0)));
      boolean sizes = rows.stream().map(r -> r.place().granularity()).distinct().count() > 1;
      for (ReportRow row : rows) {
        ReportRow.Place place = row.place();
        panel.row(
            ids.of(row),
            place.operation(),
            place.trace(),
            cast.of(row).name(),
            place.trace() + (sizes ? " \u00b7 " + place.granularity() : ""),
            row.score() / shown.size(),
            low(row) / shown.size(),
            row.high() / shown.size());
      }
    }
    return chart;
  }

  /** A band on a logarithmic axis cannot reach 0. */
  private static double low(ReportRow row) {
    return Math.max(row.low(), row.score() / 1000);
  }

  Chart byDensity() {
    return lines(
        chart("density", "density of the dirty bits", "density"),
        "share of bits that are dirty",
        row -> row.place().density(),
        row -> family(row) + row.place().granularity(),
        "every workload of an operation has one density, or none is known");
  }

  Chart bySize() {
    return lines(
        chart("disk-size", "size of the disk", "disk size"),
        "disk, GiB",
        row -> row.place().sizeBits() * bytes(row.place().granularity()) / 0x1p30,
        row -> family(row) + row.place().granularity() + row.place().density(),
        "every operation was measured on disks of one size");
  }

  Chart byGranularity() {
    return lines(
        chart("granularity", "granularity", "granularity"),
        "bytes per bit, KiB",
        row -> bytes(row.place().granularity()) / 1024,
        row -> row.place().trace(),
        "the run has one granularity");
  }

  private static Chart chart(String id, String what, String short1) {
    return new Chart(
        id,
        "Speed against " + short1,
        "Points of one backend on workloads that differ in the "
            + what
            + " alone are joined, with their bands; others stand alone. Grey is the floor (|) and"
            + " the roof (triangle) of all.",
        "lines",
        "id",
        "operation",
        "trace",
        "series",
        "line",
        "x",
        "y",
        "low",
        "high");
  }

  private Chart lines(
      Chart chart,
      String axis,
      ToDoubleFunction<ReportRow> x,
      java.util.function.Function<ReportRow, String> line,
      String reason) {
    for (List<ReportRow> task : byTask.values()) {
      List<ReportRow> rows = task.stream().filter(row -> x.applyAsDouble(row) > 0).toList();
      if (rows.stream().mapToDouble(x).distinct().count() < 2) {
        continue;
      }
      Shown shown = shown(rows);
      Chart.Panel panel =
          chart
              .panel(rows.get(0).place().task())
              .say("x", axis)
              .say("ticks", chart.id().equals("density") ? "" : "values")
              .say("y", shown.unit() + ", " + better(rows.get(0)));
      for (ReportRow row : rows) {
        Series series = cast.of(row);
        panel.row(
            ids.of(row),
            row.place().operation(),
            row.place().trace(),
            series.name(),
            series.name() + '/' + (isLimit(row, rows, x) ? "" : line.apply(row)),
            x.applyAsDouble(row),
            row.score() / shown.size(),
            low(row) / shown.size(),
            row.high() / shown.size());
      }
    }
    return chart.omit(reason);
  }

  /** Yardsticks are one line over all workloads: the least at each place. */
  private boolean isLimit(ReportRow row, List<ReportRow> rows, ToDoubleFunction<ReportRow> x) {
    Series series = cast.of(row);
    return !series.competes()
        && rows.stream()
            .filter(other -> cast.of(other) == series)
            .filter(other -> x.applyAsDouble(other) == x.applyAsDouble(row))
            .allMatch(other -> row == other || row.cost() < other.cost());
  }

  static String family(ReportRow row) {
    Matcher matcher = FAMILY.matcher(row.place().trace());
    return matcher.matches() ? matcher.group(1) : row.place().trace();
  }

  /** What a trace's name says of its density, NaN if nothing. */
  static double densityOfName(String trace) {
    Matcher matcher = FAMILY.matcher(trace);
    if (matcher.matches() && (trace.startsWith("bits-") || trace.startsWith("sparse-"))) {
      double density = Double.parseDouble(matcher.group(2));
      return density > 0 && density <= 1 ? density : Double.NaN;
    }
    return Double.NaN;
  }

  static double bytes(String granularity) {
    Matcher matcher = GRANULARITY.matcher(granularity);
    if (!matcher.matches()) {
      return Double.NaN;
    }
    int unit = matcher.group(2).isEmpty() ? 0 : "KMGT".indexOf(matcher.group(2)) + 1;
    return Math.scalb(Double.parseDouble(matcher.group(1)), 10 * unit);
  }

  /** How many bytes of bitmap data are moved in a second, of the operations that move them. */
  Chart throughput() {
    Chart chart =
        new Chart(
            "throughput",
            "Load and store",
            "Megabytes of the bitmap's linear form that go through in a second; more is better."
                + " Images are on a disk, the others in memory.",
            "throughput",
            "id",
            "operation",
            "trace",
            "series",
            "workload",
            "rate",
            "low",
            "high");
    for (List<ReportRow> rows : byTask.values()) {
      for (ReportRow row : rows) {
        ReportRow.Place place = row.place();
        boolean moves =
            List.of("serialize", "deserialize", "image-load", "image-store")
                .contains(place.operation());
        if (moves && row.unit().startsWith("ns/") && place.sizeBits() > 0) {
          double bytes = Math.ceil(place.sizeBits() / 8.0);
          chart
              .panel(place.task())
              .say("y", "MB/s, more is better")
              .row(
                  ids.of(row),
                  place.operation(),
                  place.trace(),
                  cast.of(row).name(),
                  place.trace() + " \u00b7 " + place.granularity(),
                  1e3 * bytes / row.score(),
                  1e3 * bytes / row.high(),
                  1e3 * bytes / low(row));
        }
      }
    }
    return chart.omit("the run has neither serialising nor images");
  }
}
