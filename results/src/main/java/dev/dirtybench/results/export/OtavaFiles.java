package dev.dirtybench.results.export;

import dev.dirtybench.results.CsvWriter;
import dev.dirtybench.results.history.CommitScore;
import dev.dirtybench.results.history.HistorySeries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Apache Otava's CSV importer reads: a file for each test and {@code otava.yaml} that names
 * them.
 *
 * <p>A test is a benchmark with its parameters, so that no line has an empty field, which Otava
 * refuses. The columns are {@code time}, {@code commit} and one for each measure. Source: Otava's
 * docs/CSV.md.
 */
public final class OtavaFiles {
  private static final String TIME = "time";
  private static final String COMMIT = "commit";

  /** One line of a test. */
  private record Point(Instant time, String commit, Map<String, Double> values) {}

  /** One test, with whether lower is better by column. */
  private record Test(Map<String, Boolean> columns, List<Point> points) {}

  private final Map<String, Test> tests = new TreeMap<>();

  private OtavaFiles() {}

  /**
   * Writes runs, each a line of every test.
   *
   * @param runs in any order; each knows its commit and time
   * @return contents by file name
   */
  public static Map<String, String> ofRuns(List<ExportedRun> runs) {
    OtavaFiles files = new OtavaFiles();
    for (ExportedRun run : runs.stream().sorted(Comparator.comparing(ExportedRun::time)).toList()) {
      for (Benchmark benchmark : run.benchmarks()) {
        Map<String, Boolean> columns = new LinkedHashMap<>();
        Map<String, Double> values = new LinkedHashMap<>();
        for (Measure measure : benchmark.measures()) {
          columns.put(column(measure.slug(), measure.unit()), measure.lowerIsBetter());
          values.put(column(measure.slug(), measure.unit()), measure.median());
        }
        files.add(benchmark.name(), columns, new Point(run.time(), run.commit(), values));
      }
    }
    return files.contents();
  }

  /**
   * Writes a history, each commit a line at its author date.
   *
   * @param series of the history
   * @return contents by file name
   */
  public static Map<String, String> ofHistory(List<HistorySeries> series) {
    OtavaFiles files = new OtavaFiles();
    for (HistorySeries each : series) {
      Map<String, String> keys = each.keys();
      String test =
          String.join(
              "/", keys.get("machine"), keys.get("profile"), each.cell(), keys.get("metric"));
      String column = column(keys.get("metric"), keys.get("unit"));
      for (CommitScore score : each.commits()) {
        files.add(
            test,
            Map.of(column, each.lowerIsBetter()),
            new Point(score.authorDate(), score.commit(), Map.of(column, score.score())));
      }
    }
    return files.contents();
  }

  private static String column(String measure, String unit) {
    String name = unit.endsWith("B") || unit.startsWith("B/") ? measure : measure + '_' + unit;
    return name.replaceAll("[^A-Za-z0-9]+", "_").toLowerCase(Locale.ROOT);
  }

  private void add(String name, Map<String, Boolean> columns, Point point) {
    Test test = tests.computeIfAbsent(name, n -> new Test(columns, new ArrayList<>()));
    if (!test.columns().equals(columns)) {
      throw new IllegalArgumentException(
          name
              + ": expected the measures "
              + test.columns().keySet()
              + " in every run, found "
              + columns.keySet());
    }
    test.points().add(point);
  }

  private Map<String, String> contents() {
    Map<String, String> files = new TreeMap<>();
    StringBuilder yaml = new StringBuilder("tests:\n");
    tests.forEach(
        (name, test) -> {
          String file = fileName(name);
          if (files.put(file, csv(test)) != null) {
            throw new IllegalArgumentException(
                "expected tests with different file names, found " + file + " twice");
          }
          yaml.append("  ").append(quoted(name)).append(":\n");
          yaml.append("    type: csv\n");
          yaml.append("    file: ").append(quoted(file)).append('\n');
          yaml.append("    time_column: time\n");
          yaml.append("    attributes: [commit]\n");
          yaml.append("    metrics:\n");
          test.columns()
              .forEach(
                  (column, lower) -> {
                    yaml.append("      ").append(column).append(":\n");
                    yaml.append("        column: ").append(column).append('\n');
                    yaml.append("        direction: ").append(lower ? -1 : 1).append('\n');
                    yaml.append("        scale: 1\n");
                  });
        });
    files.put("otava.yaml", yaml.toString());
    return files;
  }

  private static String csv(Test test) {
    List<String> columns = new ArrayList<>(List.of(TIME, COMMIT));
    columns.addAll(test.columns().keySet());
    StringBuilder text = new StringBuilder();
    CsvWriter csv = new CsvWriter(columns, text);
    try {
      csv.header();
      for (Point point : test.points()) {
        Map<String, Object> row = new LinkedHashMap<>(point.values());
        row.put(TIME, point.time());
        row.put(COMMIT, point.commit());
        csv.row(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail to be written", e);
    }
    return text.toString();
  }

  private static String fileName(String test) {
    return test.replace('/', '.').replaceAll("[^A-Za-z0-9._=+-]", "_") + ".csv";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
