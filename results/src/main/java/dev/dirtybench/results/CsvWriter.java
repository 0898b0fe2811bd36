package dev.dirtybench.results;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes comma-separated rows of fixed columns, as RFC 4180 quotes them, with line feeds.
 *
 * <p>A field that holds a comma, a quote or a line end is quoted, and quotes in it are doubled.
 * Whole numbers are written without a fraction, NaN and absent values as empty fields. Not for use
 * by several threads at once.
 */
public final class CsvWriter {
  private final List<String> columns;
  private final Set<String> known;
  private final Appendable target;

  /**
   * A writer that has written nothing yet.
   *
   * @param columns names of the columns, in order, each once
   * @param target where rows go
   */
  public CsvWriter(List<String> columns, Appendable target) {
    this.columns = List.copyOf(columns);
    this.known = new HashSet<>(columns);
    this.target = target;
    if (columns.isEmpty() || known.size() != columns.size()) {
      throw new IllegalArgumentException(
          "columns must be at least one and of different names, got " + columns);
    }
  }

  /**
   * Writes the names of the columns.
   *
   * @throws IOException if the target cannot be written
   */
  public void header() throws IOException {
    line(columns);
  }

  /**
   * Writes one row.
   *
   * @param values by column; a column that is not named is left empty
   * @throws IllegalArgumentException if there is no column of a name
   * @throws IOException if the target cannot be written
   */
  public void row(Map<String, ?> values) throws IOException {
    if (!known.containsAll(values.keySet())) {
      Set<String> unknown = new TreeSet<>(values.keySet());
      unknown.removeAll(known);
      throw new IllegalArgumentException("columns must be among " + columns + ", got " + unknown);
    }
    line(columns.stream().map(column -> text(values.get(column))).toList());
  }

  private void line(List<String> fields) throws IOException {
    target
        .append(fields.stream().map(CsvWriter::quote).collect(Collectors.joining(",")))
        .append('\n');
  }

  private static String text(Object value) {
    if (value instanceof Double number) {
      return number.isNaN() ? "" : number(number);
    }
    return value == null ? "" : value.toString();
  }

  private static String number(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }

  private static String quote(String field) {
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
