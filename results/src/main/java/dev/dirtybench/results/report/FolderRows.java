package dev.dirtybench.results.report;

import dev.dirtybench.results.JmhUnit;
import dev.dirtybench.results.Quantity;
import dev.dirtybench.results.ResultFormatException;
import dev.dirtybench.results.history.CsvLines;
import dev.dirtybench.results.stats.Moments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a run's numbers from {@code summary.csv}, and from {@code tidy.csv} its iterations. */
final class FolderRows {
  private static final List<String> SUMMARY =
      List.of(
          "cell_id",
          "suite",
          "op",
          "backend",
          "trace",
          "size_bits",
          "density",
          "granularity",
          "metric",
          "unit",
          "better",
          "n_forks",
          "hl_or_median",
          "ci_lo",
          "ci_hi",
          "spread",
          "spread_of",
          "status",
          "reason");
  private static final List<String> TIDY =
      List.of("cell_id", "metric", "unit", "fork", "iteration", "value");

  private final Path folder;
  private final Map<String, Raw> raw = new HashMap<>();

  FolderRows(Path folder) {
    this.folder = folder;
  }

  /** The raw values of a cell's own metric. */
  private static final class Raw {
    private final TreeMap<Integer, List<Double>> forks = new TreeMap<>();
    private String unit = "";
    private double unitsPerPass = 1;
  }

  List<ReportRow> read() throws IOException {
    if (Files.exists(folder.resolve("tidy.csv"))) {
      readIterations();
    }
    List<ReportRow> rows = new ArrayList<>();
    CsvLines lines = CsvLines.read(folder.resolve("summary.csv"), SUMMARY);
    for (CsvLines.Row line : lines.rows()) {
      try {
        rows.add(row(line));
      } catch (NumberFormatException e) {
        var fault =
            new ResultFormatException(
                lines.file(), "line " + line.line(), "numbers where numbers stand", e.getMessage());
        fault.initCause(e);
        throw fault;
      }
    }
    return rows;
  }

  private void readIterations() throws IOException {
    for (CsvLines.Row line : CsvLines.read(folder.resolve("tidy.csv"), TIDY).rows()) {
      String metric = line.get("metric");
      if (line.get("value").isEmpty()) {
        continue;
      }
      Raw cell = raw.computeIfAbsent(line.get("cell_id"), id -> new Raw());
      double value = number(line.get("value"));
      if (metric.equals("units_per_pass")) {
        cell.unitsPerPass = value;
      } else if (isPrimary(metric) && !line.get("fork").isEmpty()) {
        cell.unit = line.get("unit");
        cell.forks
            .computeIfAbsent(Integer.parseInt(line.get("fork")), fork -> new ArrayList<>())
            .add(value);
      }
    }
  }

  private static boolean isPrimary(String metric) {
    return metric.equals("time") || metric.equals("rate");
  }

  private ReportRow row(CsvLines.Row line) {
    String metric = line.get("metric");
    double score = number(line.get("hl_or_median"));
    double low = number(line.get("ci_lo"));
    double high = number(line.get("ci_hi"));
    double spread = number(line.get("spread"));
    String band = Double.isNaN(low) ? "" : "95 % interval";
    if (Double.isNaN(low) && spread >= 0) {
      low = score - spread;
      high = score + spread;
      band = "spread of " + line.get("spread_of");
    }
    String better = line.get("better");
    return new ReportRow(
        place(line),
        metric,
        line.get("unit"),
        better.isEmpty() ? null : better.equals("lower"),
        score,
        low,
        high,
        band,
        line.get("n_forks").isEmpty() ? 0 : Integer.parseInt(line.get("n_forks")),
        line.get("status"),
        line.get("reason"),
        line.get("suite"),
        isPrimary(metric) ? iterations(line.get("cell_id"), score) : new double[0][]);
  }

  private static ReportRow.Place place(CsvLines.Row line) {
    String size = line.get("size_bits");
    String parameters = line.get("parameters");
    return new ReportRow.Place(
        "A",
        line.get("cell_id"),
        line.get("op"),
        line.get("backend"),
        line.get("trace"),
        line.get("granularity"),
        parameters == null ? "" : parameters,
        size.isEmpty() ? 0 : Long.parseLong(size),
        number(line.get("density")));
  }

  /** The values as the table shows them, checked against its score. */
  private double[][] iterations(String cell, double score) {
    Raw values = raw.get(cell);
    JmhUnit unit = values == null ? null : JmhUnit.parse(values.unit).orElse(null);
    if (unit == null) {
      return new double[0][];
    }
    double units = unit.quantity() == Quantity.RATE ? values.unitsPerPass : 1 / values.unitsPerPass;
    double factor = unit.factor() * units;
    double[][] shown = new double[values.forks.size()][];
    double[] medians = new double[shown.length];
    int i = 0;
    for (List<Double> fork : values.forks.values()) {
      shown[i] = fork.stream().mapToDouble(value -> value * factor).toArray();
      medians[i] = Moments.median(shown[i]);
      i++;
    }
    boolean same = i > 0 && Math.abs(Moments.median(medians) / score - 1) < 0.01;
    return same ? shown : new double[0][];
  }

  private static double number(String text) {
    return text == null || text.isEmpty() ? Double.NaN : Double.parseDouble(text);
  }
}
