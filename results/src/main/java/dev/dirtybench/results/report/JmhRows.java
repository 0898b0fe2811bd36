package dev.dirtybench.results.report;

import dev.dirtybench.results.JmhMetric;
import dev.dirtybench.results.JmhResult;
import dev.dirtybench.results.JmhUnit;
import dev.dirtybench.results.Quantity;
import dev.dirtybench.results.Samples;
import dev.dirtybench.results.Score;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes rows of the entries of anybody's JMH file. */
final class JmhRows {
  private static final String METHOD = "method";
  private static final String BACKEND = "backend";
  private static final String TRACE = "trace";
  private static final String GRANULARITY = "granularity";

  private final String contender;
  private final boolean severalModes;

  private JmhRows(List<JmhResult> results, String contender) {
    boolean known = results.stream().allMatch(result -> result.params().containsKey(BACKEND));
    this.contender = !contender.isEmpty() ? contender : known ? BACKEND : METHOD;
    this.severalModes = results.stream().map(r -> r.mode() + r.threads()).distinct().count() > 1;
  }

  static List<ReportRow> of(List<JmhResult> results, String contender) {
    JmhRows reader = new JmhRows(results, contender);
    if (!results.isEmpty()
        && !reader.contender.equals(METHOD)
        && results.stream().noneMatch(r -> r.params().containsKey(reader.contender))) {
      throw new IllegalArgumentException(
          "expected a parameter of the benchmarks or method as contender, found no parameter "
              + reader.contender);
    }
    List<ReportRow> rows = new ArrayList<>();
    for (JmhResult result : results) {
      ReportRow.Place place = reader.place(result);
      rows.add(row(place, result, result.primary(), ""));
      result.secondary().forEach((name, metric) -> rows.add(row(place, result, metric, name)));
    }
    return rows;
  }

  private ReportRow.Place place(JmhResult result) {
    String[] names = result.benchmark().split("\\.");
    String method = names[names.length - 1];
    String type = names.length > 1 ? names[names.length - 2] : method;
    Map<String, String> params = new LinkedHashMap<>(result.params());
    boolean byMethod = contender.equals(METHOD);
    String backend = byMethod ? method : params.getOrDefault(contender, "-");
    params.remove(contender);
    String operation =
        byMethod
            ? type
            : contender.equals(BACKEND)
                ? method.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT)
                : type + '.' + method;
    if (severalModes) {
      operation +=
          " (" + result.mode() + (result.threads() > 1 ? " x" + result.threads() : "") + ')';
    }
    String granularity = Optional.ofNullable(params.remove(GRANULARITY)).orElse("");
    String trace = Optional.ofNullable(params.remove(TRACE)).orElse("");
    String rest =
        params.entrySet().stream()
            .map(entry -> entry.getKey() + '=' + entry.getValue())
            .collect(Collectors.joining(","));
    if (trace.isEmpty()) {
      trace = rest;
      rest = "";
    }
    String cell = String.join("/", operation, backend, trace, granularity);
    return new ReportRow.Place(
        "A",
        rest.isEmpty() ? cell : cell + '/' + rest,
        operation,
        backend,
        trace,
        granularity,
        rest,
        0,
        Double.NaN);
  }

  private static ReportRow row(
      ReportRow.Place place, JmhResult result, JmhMetric metric, String secondary) {
    Optional<JmhUnit> unit = secondary.isEmpty() ? JmhUnit.parse(metric.unit()) : Optional.empty();
    boolean rate = result.mode().equals("thrpt");
    double factor = unit.map(JmhUnit::factor).orElse(1.0);
    Samples samples = metric.samples();
    double[][] values = new double[samples.forkCount()][];
    for (int i = 0; i < values.length; i++) {
      double[] fork = samples.fork(i);
      for (int j = 0; j < fork.length; j++) {
        fork[j] *= factor;
      }
      values[i] = fork;
    }
    Score score = samples.values().findAny().isEmpty() ? null : Score.of(samples).times(factor);
    double value = score == null ? Double.NaN : score.value();
    double half = score == null ? Double.NaN : score.error();
    return new ReportRow(
        place,
        secondary.isEmpty() ? (rate ? "rate" : "time") : secondary,
        unit.map(u -> u.quantity() == Quantity.RATE ? "op/s" : "ns/op").orElse(metric.unit()),
        secondary.isEmpty() ? Boolean.valueOf(!rate) : null,
        value,
        value - half,
        value + half,
        Double.isNaN(half) ? "" : score.label(),
        samples.forkCount(),
        ReportRow.MEASURED,
        "",
        result.benchmark(),
        secondary.isEmpty() ? values : new double[0][]);
  }
}
