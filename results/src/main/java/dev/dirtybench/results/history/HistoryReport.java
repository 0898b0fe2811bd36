package dev.dirtybench.results.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dirtybench.results.CsvWriter;
import dev.dirtybench.results.PlainTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells the changes of a history as text, Markdown, JSON or CSV. */
public final class HistoryReport {
  /** The version of the JSON form. */
  public static final int SCHEMA_VERSION = 1;

  private static final List<String> HEAD =
      List.of(
          "commit",
          "date",
          "cell",
          "metric",
          "unit",
          "before",
          "after",
          "change",
          "p",
          "machine",
          "known as");

  private static final List<String> COLUMNS =
      List.of(
          "commit",
          "author_date",
          "cell_id",
          "metric",
          "unit",
          "before",
          "after",
          "magnitude",
          "worse",
          "p",
          "machine",
          "profile",
          "adjusted",
          "annotations");

  private static final int SHA_DIGITS = 12;
  private static final int DATE_CHARACTERS = 10;

  private final History history;

  /**
   * A report.
   *
   * @param history what to tell
   */
  public HistoryReport(History history) {
    this.history = history;
  }

  /**
   * As aligned text.
   *
   * @return lines
   */
  public String text() {
    return summary() + (rows().isEmpty() ? "" : '\n' + new PlainTable(HEAD, rows()).text());
  }

  /**
   * As GitHub Markdown.
   *
   * @return lines
   */
  public String markdown() {
    return summary() + (rows().isEmpty() ? "" : '\n' + new PlainTable(HEAD, rows()).markdown());
  }

  private String summary() {
    List<String> commits = history.commits();
    long longest =
        history.series().stream().mapToLong(series -> series.commits().size()).max().orElse(0);
    long machines =
        history.series().stream().map(series -> series.keys().get("machine")).distinct().count();
    return count(history.series().size(), "series", "series")
        + " of "
        + count(commits.size(), "commit", "commits")
        + " on "
        + count(machines, "kind of machine", "kinds of machines")
        + ", "
        + shortSha(commits.get(0))
        + (commits.size() > 1 ? " to " + shortSha(commits.get(commits.size() - 1)) : "")
        + ": "
        + count(history.changes().size(), "change", "changes")
        + " of level, "
        + history.changes().stream().filter(HistoryChange::isWorse).count()
        + " for the worse.\n"
        + (longest < 2 * ChangePoints.SHORTEST
            ? "No series has the "
                + 2 * ChangePoints.SHORTEST
                + " commits that a change needs at least.\n"
            : "");
  }

  private static String count(long count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }

  private List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    for (HistoryChange change : history.changes()) {
      Map<String, String> keys = change.series().keys();
      rows.add(
          List.of(
              shortSha(change.commit().commit()),
              change.commit().authorDate().toString().substring(0, DATE_CHARACTERS),
              keys.get("cell"),
              keys.get("metric"),
              keys.get("unit"),
              number(change.before()),
              number(change.after()),
              String.format(Locale.ROOT, "%+.1f %%", 100 * change.magnitude())
                  + (change.isWorse() ? " worse" : " better"),
              change.p() < 1e-6 ? "< 1e-6" : String.format(Locale.ROOT, "%.6f", change.p()),
              keys.get("machine") + ' ' + keys.get("profile"),
              change.annotations().isEmpty() ? "-" : String.join("; ", change.annotations())));
    }
    return rows;
  }

  private static String shortSha(String sha) {
    return sha.substring(0, Math.min(SHA_DIGITS, sha.length()));
  }

  /** Four significant digits. */
  private static String number(double value) {
    int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(value)));
    return String.format(Locale.ROOT, "%." + Math.min(decimals, 9) + "f", value);
  }

  /**
   * As CSV with a head line, one line for each change.
   *
   * @return lines
   */
  public String csv() {
    StringBuilder text = new StringBuilder();
    CsvWriter csv = new CsvWriter(COLUMNS, text);
    try {
      csv.header();
      for (HistoryChange change : history.changes()) {
        csv.row(row(change));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail to be written", e);
    }
    return text.toString();
  }

  private static Map<String, Object> row(HistoryChange change) {
    Map<String, String> keys = change.series().keys();
    Map<String, Object> row = new HashMap<>();
    row.put("commit", change.commit().commit());
    row.put("author_date", change.commit().authorDate());
    row.put("cell_id", keys.get("cell"));
    row.put("metric", keys.get("metric"));
    row.put("unit", keys.get("unit"));
    row.put("before", change.before());
    row.put("after", change.after());
    row.put("magnitude", change.magnitude());
    row.put("worse", change.isWorse());
    row.put("p", change.p());
    row.put("machine", keys.get("machine"));
    row.put("profile", keys.get("profile"));
    row.put("adjusted", change.series().isAdjusted());
    row.put("annotations", String.join("; ", change.annotations()));
    return row;
  }

  /**
   * As JSON, with every series.
   *
   * @return the object
   */
  public ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("schemaVersion", SCHEMA_VERSION);
    ArrayNode commits = root.putArray("commits");
    history.commits().forEach(commits::add);
    ArrayNode changes = root.putArray("changes");
    for (HistoryChange change : history.changes()) {
      ObjectNode node = changes.addObject();
      node.put("commit", change.commit().commit());
      node.put("authorDate", change.commit().authorDate().toString());
      keys(node, change.series());
      node.put("before", change.before());
      node.put("after", change.after());
      node.put("magnitude", change.magnitude());
      node.put("worse", change.isWorse());
      node.put("p", change.p());
      ArrayNode annotations = node.putArray("annotations");
      change.annotations().forEach(annotations::add);
    }
    ArrayNode series = root.putArray("series");
    for (HistorySeries each : history.series()) {
      ObjectNode node = series.addObject();
      keys(node, each);
      node.put("better", each.lowerIsBetter() ? "lower" : "higher");
      node.put("adjusted", each.isAdjusted());
      ArrayNode scores = node.putArray("scores");
      for (CommitScore score : each.commits()) {
        ObjectNode point = scores.addObject();
        point.put("commit", score.commit());
        point.put("authorDate", score.authorDate().toString());
        point.put("score", score.score());
        point.put("runs", score.runs());
        if (each.isAdjusted()) {
          point.put("adjusted", score.adjusted());
        }
      }
    }
    return root;
  }

  private static void keys(ObjectNode node, HistorySeries series) {
    for (String key : List.of("cell", "metric", "unit", "machine", "profile")) {
      node.put(key, series.keys().get(key));
    }
  }
}
