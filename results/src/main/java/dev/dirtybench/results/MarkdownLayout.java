package dev.dirtybench.results;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lays a grid out as a table of GitHub Markdown; the best cell of a row is bold. */
final class MarkdownLayout {
  private MarkdownLayout() {}

  static String render(Grid grid) {
    StringBuilder text = new StringBuilder();
    text.append(line(grid.labelNames(), grid.columns().stream().map(MarkdownLayout::escape)));
    text.append(
        line(
            grid.labelNames().stream().map(name -> "---").toList(),
            grid.columns().stream().map(name -> "---:")));
    for (Grid.Row row : grid.rows()) {
      text.append(
          line(
              row.labels().stream().map(MarkdownLayout::escape).toList(),
              row.cells().stream().map(MarkdownLayout::cell)));
    }
    return text.toString();
  }

  /** Text that Markdown shows as it is, in one line, also inside a table. */
  static String escape(String text) {
    return text.strip().replaceAll("\\s+", " ").replaceAll("([\\\\`*<>|\\[])", "\\\\$1");
  }

  /** Text that Markdown shows line by line as it is, whatever it holds. */
  static String fence(String text) {
    String fence = "```";
    while (text.contains(fence)) {
      fence += '`';
    }
    return fence + "text\n" + text.stripTrailing() + '\n' + fence + '\n';
  }

  private static String line(List<String> labels, Stream<String> cells) {
    return Stream.concat(labels.stream(), cells).collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String cell(TableCell cell) {
    if (cell.rank() == TableCell.Rank.NONE) {
      return escape(cell.score());
    }
    String ratio = cell.ratio().isEmpty() ? "" : '[' + cell.ratio() + ']';
    String text =
        Stream.of(cell.score(), cell.error(), ratio)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" "));
    return switch (cell.rank()) {
      case BEST -> "**" + text + "**";
      case BEST_PEER -> "**" + text + "** " + BackendFacts.PEER_MARK;
      default -> text;
    };
  }
}
