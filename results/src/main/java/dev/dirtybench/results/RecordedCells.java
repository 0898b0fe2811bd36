package dev.dirtybench.results;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes results of the rows of {@code tidy.csv} again, with the entries of {@code jmh.json}. */
final class RecordedCells {
  private static final String UNITS = "units_per_pass";

  private final String run;
  private final List<JmhResult> results;
  private final Map<String, String> digests;
  private final Map<String, List<JmhResult>> byBenchmark = new HashMap<>();

  RecordedCells(String run, List<JmhResult> results, Map<String, String> digests) {
    this.run = run;
    this.results = results;
    this.digests = digests;
    for (JmhResult result : results) {
      byBenchmark.computeIfAbsent(result.benchmark(), name -> new ArrayList<>()).add(result);
    }
  }

  List<JmhResult> results() {
    return results;
  }

  /** Whether the rows are those of a footprint that was taken. */
  static boolean isFootprint(List<Map<String, String>> rows) {
    return rows.get(0).get("op").equals(Footprint.OPERATION) && reason(rows) == null;
  }

  /** Whether a killed run had written all rows of a cell. */
  boolean isWhole(List<Map<String, String>> rows) throws ResultFormatException {
    return reason(rows) != null
        || (isFootprint(rows)
            ? value(rows, "serialized_bytes") != null
            : value(rows, UNITS) != null && find(rows) != null);
  }

  CellResult cell(List<Map<String, String>> rows) throws ResultFormatException {
    CellKey key = key(rows.get(0));
    String reason = reason(rows);
    if (reason != null) {
      int colon = reason.indexOf(": ");
      String label = colon < 0 ? reason : reason.substring(0, colon);
      String why = colon < 0 ? reason : reason.substring(colon + 2);
      return label.equals(CellStatus.SKIPPED.label())
          ? CellResult.skipped(key, why)
          : CellResult.failed(key, why);
    }
    JmhResult result = find(rows);
    String units = value(rows, UNITS);
    if (result == null || units == null) {
      throw new ResultFormatException(
          run,
          "",
          "values of " + key + " that are the same in tidy.csv and jmh.json",
          units == null ? "no " + UNITS + " in tidy.csv" : "others, or none, in jmh.json");
    }
    Measurement measurement = Measurement.of(result, number(units), unitOf(rows, UNITS));
    return CellResult.measured(key, measurement, digests.get(key.id()));
  }

  Footprint footprint(List<Map<String, String>> rows) throws ResultFormatException {
    CellKey key = key(rows.get(0));
    long[] bytes = new long[4];
    String[] metrics = {"heap_bytes", "off_heap_bytes", "serialized_bytes", "native_bytes"};
    for (int i = 0; i < bytes.length; i++) {
      String text = value(rows, metrics[i]);
      if (text == null && i < 3) {
        throw new ResultFormatException(run, "", metrics[i] + " of " + key, "none in tidy.csv");
      }
      bytes[i] = text == null ? Footprint.NONE : (long) number(text);
    }
    return new Footprint(
        key.backend(), key.trace(), key.granularity(), bytes[0], bytes[1], bytes[2], bytes[3]);
  }

  private CellKey key(Map<String, String> row) throws ResultFormatException {
    try {
      return new CellKey(
          row.get("suite"),
          row.get("op"),
          row.get("backend"),
          row.get("trace"),
          row.get("granularity"),
          row.get("parameters"));
    } catch (IllegalArgumentException e) {
      var fault =
          new ResultFormatException(
              run + "/tidy.csv", "", "the parts of a cell's id", row.get("cell_id"));
      fault.initCause(e);
      throw fault;
    }
  }

  /** The last word on a cell: one may fail after some of its forks were measured. */
  private static String reason(List<Map<String, String>> rows) {
    String reason = rows.get(rows.size() - 1).get("excluded");
    return reason.isEmpty() ? null : reason;
  }

  private static String value(List<Map<String, String>> rows, String metric) {
    return rows.stream()
        .filter(row -> row.get("metric").equals(metric))
        .map(row -> row.get("value"))
        .findFirst()
        .orElse(null);
  }

  private static String unitOf(List<Map<String, String>> rows, String metric) {
    return rows.stream()
        .filter(row -> row.get("metric").equals(metric))
        .map(row -> row.get("unit"))
        .findFirst()
        .orElseThrow();
  }

  /** JMH's entry does not name the cell; its benchmark, backend and values do. */
  private JmhResult find(List<Map<String, String>> rows) throws ResultFormatException {
    Map<String, String> first = rows.get(0);
    Samples samples = samples(rows);
    for (JmhResult result : byBenchmark.getOrDefault(first.get("suite"), List.of())) {
      if (first.get("backend").equals(result.params().get("backend"))
          && first.get("granularity").equals(result.params().get("granularity"))
          && samples.equals(result.primary().samples())) {
        return result;
      }
    }
    return null;
  }

  private Samples samples(List<Map<String, String>> rows) throws ResultFormatException {
    Map<Integer, List<Double>> forks = new TreeMap<>();
    for (Map<String, String> row : rows) {
      if (row.get("metric").equals("time") || row.get("metric").equals("rate")) {
        forks
            .computeIfAbsent((int) number(row.get("fork")), fork -> new ArrayList<>())
            .add(number(row.get("value")));
      }
    }
    return new Samples(
        forks.values().stream()
            .map(fork -> fork.stream().mapToDouble(Double::doubleValue).toArray())
            .toList());
  }

  private double number(String text) throws ResultFormatException {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      var fault = new ResultFormatException(run + "/tidy.csv", "", "a number", '"' + text + '"');
      fault.initCause(e);
      throw fault;
    }
  }
}
