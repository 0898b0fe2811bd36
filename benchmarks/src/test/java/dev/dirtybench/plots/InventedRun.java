package dev.dirtybench.plots;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A run folder with something for every kind of picture, whose numbers measure nothing: three
 * forks, two granularities, four densities, a floor, a backend nobody knows, a failed cell.
 */
final class InventedRun {
  private static final Path GOLDEN =
      PlotScript.ROOT.resolve("results/src/test/resources/golden/run");
  private static final List<String> BACKENDS = List.of("hbitmap", "roaring", "mine", "noop");
  private static final List<String> TRACES = List.of("postgres", "bits-a", "bits-b", "sqlite");

  private final Path folder;
  private final double factor;
  private final List<Map<String, Object>> summary = new ArrayList<>();
  private final List<Map<String, Object>> tidy = new ArrayList<>();

  private InventedRun(Path folder, double factor) {
    this.folder = folder;
    this.factor = factor;
  }

  /** Writes one whose times are so many times those of factor 1. */
  static Path in(Path parent, String name, double factor) throws IOException {
    InventedRun run = new InventedRun(Files.createDirectory(parent.resolve(name)), factor);
    run.cells();
    Files.writeString(run.folder.resolve("manifest.json"), "{\"schemaVersion\": 1}\n");
    run.write("summary.csv", run.summary);
    run.write("tidy.csv", run.tidy);
    return run.folder;
  }

  private void cells() {
    for (String granularity : List.of("4K", "64K")) {
      for (int trace = 0; trace < TRACES.size(); trace++) {
        for (int backend = 0; backend < BACKENDS.size(); backend++) {
          Map<String, Object> names = new HashMap<>();
          names.put("run_id", folder.getFileName());
          names.put("git_sha", "0123456789abcdef0123456789abcdef0123456" + (int) factor);
          names.put("backend", BACKENDS.get(backend));
          names.put("trace", TRACES.get(trace));
          names.put("granularity", granularity);
          names.put("size_bits", granularity.equals("4K") ? 1 << 24 : 1 << 20);
          names.put("density", Math.pow(10, -trace - 1));
          timed(names, "set", 3.5 * (1 + backend) * (1 + trace));
          if (backend < 3) {
            weighed(names, 1000.0 * (trace + 1) / (backend + 1));
          }
        }
      }
    }
    Map<String, Object> failed = cell(summary.get(0), "merge");
    failed.put("status", "failed");
    failed.put("reason", "the fork ended, \"badly\"");
    summary.add(failed);
  }

  private void timed(Map<String, Object> names, String operation, double nanoseconds) {
    Map<String, Object> row = cell(names, operation);
    row.put("metric", "time");
    row.put("unit", "ns/write");
    row.put("better", "lower");
    row.put("n_forks", 3);
    row.put("hl_or_median", nanoseconds * factor);
    row.put("spread", nanoseconds * factor / 10);
    row.put("spread_of", "3 forks");
    row.put("status", "measured");
    summary.add(row);
    for (int fork = 1; fork <= 3; fork++) {
      Map<String, Object> value = cell(names, operation);
      value.put("metric", "time");
      value.put("unit", "ns/op");
      value.put("fork", fork);
      value.put("iteration", 1);
      value.put("value", nanoseconds * factor * (0.9 + fork / 20.0) * 1000);
      tidy.add(value);
    }
  }

  private void weighed(Map<String, Object> names, double bytes) {
    for (String metric : List.of("heap_bytes", "off_heap_bytes", "serialized_bytes")) {
      Map<String, Object> row = cell(names, "footprint");
      row.put("metric", metric);
      row.put("unit", "B");
      row.put("hl_or_median", metric.equals("off_heap_bytes") ? 0 : bytes);
      row.put("status", "measured");
      summary.add(row);
    }
  }

  private static Map<String, Object> cell(Map<String, Object> names, String operation) {
    Map<String, Object> row = new HashMap<>();
    for (String name :
        List.of("run_id", "git_sha", "backend", "trace", "granularity", "size_bits", "density")) {
      row.put(name, names.get(name));
    }
    row.put("op", operation);
    row.put(
        "cell_id",
        operation
            + '/'
            + row.get("backend")
            + '/'
            + row.get("trace")
            + '/'
            + row.get("granularity"));
    return row;
  }

  private void write(String file, List<Map<String, Object>> rows) throws IOException {
    String head = Files.readAllLines(GOLDEN.resolve(file)).get(0);
    List<String> lines = new ArrayList<>(List.of(head));
    for (Map<String, Object> row : rows) {
      List<String> fields = new ArrayList<>();
      for (String column : head.split(",")) {
        fields.add('"' + row.getOrDefault(column, "").toString().replace("\"", "\"\"") + '"');
      }
      lines.add(String.join(",", fields));
    }
    Files.write(folder.resolve(file), lines);
  }

  /** Writes a history of eight commits, of which the fifth made one backend slower. */
  static Path history(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(
        "utc,commit,author_date,run_id,profile,machine,cell_id,metric,unit,better,score,forks,"
            + "adjusted_score");
    for (int day = 1; day <= 8; day++) {
      for (String backend : List.of("hbitmap", "roaring")) {
        double score = backend.equals("roaring") ? 20 : day < 5 ? 3 : 4;
        lines.add(
            String.format(
                "2026-01-0%1$dT00:00:00Z,%1$dabcdef0%2$032d,2026-01-0%1$dT00:00:00Z,run-%1$d,quick,"
                    + "0123456789ab,set/%3$s/postgres/64K,time,ns/write,lower,%4$s,3,",
                day, 0, backend, score + day % 2 * 0.01));
      }
    }
    return Files.write(file, lines);
  }
}
