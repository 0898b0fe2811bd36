package dev.dirtybench.benchmarks.openloop;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The result of an open-loop run as text for a terminal and as Markdown for the report. */
public final class OpenLoopTable {
  private static final List<String> HEAD =
      List.of("\u00b5s", "count", "50%", "90%", "99%", "99.9%", "99.99%", "max");

  private final OpenLoopResult result;

  /**
   * A table.
   *
   * @param result what to show
   */
  public OpenLoopTable(OpenLoopResult result) {
    this.result = result;
  }

  /**
   * Aligned columns.
   *
   * @return lines, each ended by a line feed
   */
  public String text() {
    StringBuilder text = new StringBuilder();
    sentences().forEach(line -> text.append(line).append('\n'));
    List<List<String>> rows = rows();
    text.append('\n');
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        int column = i;
        int width = rows.stream().mapToInt(r -> r.get(column).length()).max().orElse(0);
        String pad = " ".repeat(width - row.get(i).length());
        line.append(i == 0 ? row.get(i) + pad : "  " + pad + row.get(i));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  /**
   * A table of GitHub Markdown.
   *
   * @return lines, each ended by a line feed
   */
  public String markdown() {
    StringBuilder text = new StringBuilder(String.join(" ", sentences())).append("\n\n");
    List<List<String>> rows = rows();
    for (int i = 0; i < rows.size(); i++) {
      text.append("| ").append(String.join(" | ", rows.get(i))).append(" |\n");
      if (i == 0) {
        text.append("| ---").append(" | ---:".repeat(HEAD.size() - 1)).append(" |\n");
      }
    }
    return text.toString();
  }

  private List<String> sentences() {
    OpenLoopSettings settings = result.settings();
    List<String> lines = new ArrayList<>();
    lines.add(
        format(
            "Open loop, not JMH: %s, trace %s, granularity %s, %s.",
            settings.backend(),
            settings.trace(),
            settings.granularity(),
            settings.rate() > 0
                ? format("%.0f writes/s evenly", settings.rate())
                : format("recorded times at speed %s", number(settings.speed()))));
    lines.add(
        format(
            "%d writes in %.2f s: %.0f/s due, %.0f/s achieved; behind schedule by at most %s, by %s"
                + " at the end.",
            result.latency().count(),
            result.elapsedNs() / 1e9,
            result.dueRate(),
            result.achievedRate(),
            time(result.mostBehindNs()),
            time(result.endBehindNs())));
    if (settings.snapshotEveryNs() > 0) {
      lines.add(
          format(
              "A reader took a snapshot every %s; one lock guards all bitmaps.",
              time(settings.snapshotEveryNs())));
    }
    switch (result.state()) {
      case OVERLOAD ->
          lines.add(
              format(
                  "overload: finished %.2f s behind schedule; these are latencies of a growing"
                      + " queue, take a lower speed or rate.",
                  result.endBehindNs() / 1e9));
      case STOPPED -> lines.add("stopped: this is what was played until then.");
      case KEPT_UP -> {}
    }
    return lines;
  }

  private List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    rows.add(row("write, from when it was due", result.latency()));
    rows.add(row("write, the call alone", result.service()));
    if (result.settings().snapshotEveryNs() > 0) {
      rows.add(row("write, due, in a snapshot", result.latencyInSnapshot()));
      rows.add(row("snapshot", result.snapshot()));
      rows.add(row("snapshot's merge", result.snapshotMerge()));
    }
    return rows;
  }

  private static List<String> row(String name, Percentiles values) {
    List<String> row = new ArrayList<>(List.of(name, Long.toString(values.count())));
    for (long nanos :
        new long[] {
          values.p50(), values.p90(), values.p99(), values.p999(), values.p9999(), values.max()
        }) {
      row.add(values.count() == 0 ? "-" : micros(nanos));
    }
    return row;
  }

  private static String micros(long nanos) {
    double micros = nanos / 1e3;
    return format(micros < 10 ? "%.2f" : micros < 100 ? "%.1f" : "%.0f", micros);
  }

  private static String time(long nanos) {
    return nanos < 1_000_000
        ? micros(nanos) + " \u00b5s"
        : nanos < 1_000_000_000 ? number(nanos / 1e6) + " ms" : number(nanos / 1e9) + " s";
  }

  /** Three digits, without zeros at the end. */
  private static String number(double value) {
    BigDecimal exact = BigDecimal.valueOf(value);
    int digits = Math.max(3, exact.precision() - exact.scale());
    return exact.round(new MathContext(digits)).stripTrailingZeros().toPlainString();
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
