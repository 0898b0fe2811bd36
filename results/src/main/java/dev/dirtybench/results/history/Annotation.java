package dev.dirtybench.results.history;

import dev.dirtybench.results.ResultFormatException;
import dev.dirtybench.results.compare.CellFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of a change: a line of {@code annotations.csv}.
 *
 * @param commit 7 to 40 hex digits
 * @param filter the series that it is about
 * @param text why the level changed
 */
public record Annotation(String commit, CellFilter filter, String text) {
  private static final List<String> COLUMNS = List.of("commit", "filter", "text");

  /** Checks the commit. */
  public Annotation {
    if (!commit.matches("[0-9a-f]{7,40}")) {
      throw new IllegalArgumentException(
          "expected a commit of 7 to 40 hex digits, found \"" + commit + '"');
    }
    if (text.isBlank()) {
      throw new IllegalArgumentException("expected a text, found none");
    }
  }

  /**
   * Reads annotations.
   *
   * @param file CSV with the columns {@code commit}, {@code filter} and {@code text}
   * @return in the file's order
   * @throws ResultFormatException if a line cannot be understood
   * @throws IOException if it cannot be read
   */
  public static List<Annotation> read(Path file) throws IOException {
    CsvLines lines = CsvLines.read(file, COLUMNS);
    List<Annotation> annotations = new ArrayList<>();
    for (CsvLines.Row row : lines.rows()) {
      try {
        annotations.add(
            new Annotation(
                row.get("commit"), CellFilter.parse(row.get("filter")), row.get("text")));
      } catch (IllegalArgumentException e) {
        var fault = CsvLines.fault(lines.file(), row.line(), "an annotation", e.getMessage());
        fault.initCause(e);
        throw fault;
      }
    }
    return annotations;
  }

  boolean isOf(String sha) {
    return sha.startsWith(commit);
  }
}
