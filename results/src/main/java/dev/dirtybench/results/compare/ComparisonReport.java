package dev.dirtybench.results.compare;

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

/** Tells a comparison as text, Markdown, JSON or CSV. */
public final class ComparisonReport {
  /** The version of the JSON form. */
  public static final int SCHEMA_VERSION = 1;

  private static final List<String> HEAD =
      List.of(
          "cell", "column", "score", "base", "unit", "ratio", "limits", "finds", "forks",
          "verdict");

  private static final List<String> COLUMNS =
      List.of(
          "row",
          "column",
          "base",
          "score",
          "base_score",
          "unit",
          "forks",
          "ratio",
          "ratio_lo",
          "ratio_hi",
          "mde",
          "verdict",
          "paired");

  private static final int SHOWN_WORST = 5;

  private final Comparison comparison;

  /**
   * A report.
   *
   * @param comparison what to tell
   */
  public ComparisonReport(Comparison comparison) {
    this.comparison = comparison;
  }

  /**
   * As aligned text.
   *
   * @return lines
   */
  public String text() {
    return explanation() + "\n\n" + new PlainTable(HEAD, rows()).text() + ending("");
  }

  /**
   * As GitHub Markdown.
   *
   * @return lines
   */
  public String markdown() {
    return explanation() + "\n\n" + new PlainTable(HEAD, rows()).markdown() + ending("- ");
  }

  private String explanation() {
    boolean loose = comparison.cells().stream().anyMatch(cell -> !cell.paired());
    return "base: "
        + comparison.base()
        + "; a ratio above 1 is worse; limits at 99 % each; finds: the smallest slowdown that so"
        + " many forks find in 4 of 5 cases"
        + (loose
            ? ".\nRuns were not measured side by side: verdicts in parentheses are advice, for"
                + " differences of more than 10 % and five forks or more"
            : "");
  }

  private String ending(String bullet) {
    StringBuilder text = new StringBuilder("\nLargest ratios:\n");
    for (ComparedCell cell : comparison.worst(SHOWN_WORST)) {
      text.append(bullet).append(cell.row()).append(", ").append(cell.column()).append(": ");
      text.append(number(cell.ratio())).append('\n');
    }
    for (String missing : comparison.missing()) {
      text.append(bullet).append("missing: ").append(missing).append('\n');
    }
    return text.toString();
  }

  private List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    for (ComparedCell cell : comparison.cells()) {
      rows.add(
          List.of(
              cell.row(),
              cell.column(),
              number(cell.score()),
              number(cell.baseScore()),
              cell.unit(),
              number(cell.ratio()),
              Double.isInfinite(cell.upper())
                  ? "-"
                  : number(cell.lower()) + " to " + number(cell.upper()),
              Double.isInfinite(cell.detectable())
                  ? "-"
                  : String.format(Locale.ROOT, "%.1f %%", 100 * cell.detectable()),
              Integer.toString(cell.forks()),
              cell.paired() ? cell.verdict().toString() : "(" + cell.verdict() + ")"));
    }
    return rows;
  }

  /** Four significant digits. */
  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    double size = Math.abs(value);
    int decimals = size == 0 ? 0 : Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
    return String.format(Locale.ROOT, "%." + Math.min(decimals, 9) + "f", value);
  }

  /**
   * As CSV with a head line.
   *
   * @return lines
   */
  public String csv() {
    StringBuilder text = new StringBuilder();
    CsvWriter csv = new CsvWriter(COLUMNS, text);
    try {
      csv.header();
      for (ComparedCell cell : comparison.cells()) {
        csv.row(row(cell));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail to be written", e);
    }
    return text.toString();
  }

  private Map<String, Object> row(ComparedCell cell) {
    Map<String, Object> row = new HashMap<>();
    row.put("row", cell.row());
    row.put("column", cell.column());
    row.put("base", comparison.base());
    row.put("score", cell.score());
    row.put("base_score", cell.baseScore());
    row.put("unit", cell.unit());
    row.put("forks", cell.forks());
    row.put("ratio", cell.ratio());
    row.put("ratio_lo", cell.lower());
    row.put("ratio_hi", finite(cell.upper()));
    row.put("mde", finite(cell.detectable()));
    row.put("verdict", cell.verdict());
    row.put("paired", cell.paired());
    return row;
  }

  private static double finite(double value) {
    return Double.isInfinite(value) ? Double.NaN : value;
  }

  /**
   * As JSON.
   *
   * @return the object
   */
  public ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("schemaVersion", SCHEMA_VERSION);
    root.put("base", comparison.base());
    ArrayNode columns = root.putArray("columns");
    comparison.columns().forEach(columns::add);
    ArrayNode cells = root.putArray("cells");
    for (ComparedCell cell : comparison.cells()) {
      ObjectNode node = cells.addObject();
      node.put("row", cell.row());
      node.put("column", cell.column());
      node.put("score", cell.score());
      node.put("baseScore", cell.baseScore());
      node.put("unit", cell.unit());
      node.put("forks", cell.forks());
      finite(node, "ratio", cell.ratio());
      finite(node, "lower", cell.lower());
      finite(node, "upper", cell.upper());
      finite(node, "detectable", cell.detectable());
      node.put("verdict", cell.verdict().toString());
      node.put("paired", cell.paired());
    }
    ArrayNode missing = root.putArray("missing");
    comparison.missing().forEach(missing::add);
    return root;
  }

  private static void finite(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }
}
