package dev.dirtybench.results;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rows of texts under a head, as aligned columns or as Markdown.
 *
 * @param head names of the columns
 * @param rows as many texts each
 */
public record PlainTable(List<String> head, List<List<String>> rows) {
  private static final int GAP = 2;

  /** Copies the lists and checks their lengths. */
  public PlainTable {
    head = List.copyOf(head);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != head.size()) {
        throw new IllegalArgumentException(
            "expected " + head.size() + " texts in a row, found " + row);
      }
    }
  }

  /**
   * As columns that stand under each other, two blanks apart.
   *
   * @return lines
   */
  public String text() {
    int[] widths = new int[head.size()];
    lines()
        .forEach(
            line -> {
              for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], line.get(column).length());
              }
            });
    return lines().map(line -> aligned(line, widths)).collect(Collectors.joining());
  }

  private Stream<List<String>> lines() {
    return Stream.concat(Stream.of(head), rows.stream());
  }

  private static String aligned(List<String> line, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      text.append(line.get(column));
      text.append(" ".repeat(widths[column] - line.get(column).length() + GAP));
    }
    return text.toString().stripTrailing() + '\n';
  }

  /**
   * As a table of GitHub Markdown.
   *
   * @return lines
   */
  public String markdown() {
    StringBuilder text = new StringBuilder(marked(head));
    text.append("|").append(" --- |".repeat(head.size())).append('\n');
    rows.forEach(row -> text.append(marked(row)));
    return text.toString();
  }

  private static String marked(List<String> line) {
    return line.stream()
        .map(MarkdownLayout::escape)
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
