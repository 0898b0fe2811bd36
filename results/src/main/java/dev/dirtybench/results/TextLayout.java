package dev.dirtybench.results;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Lays a grid out as aligned text; one that is too wide is broken into blocks of columns.
 *
 * <p>Numbers, errors and ratios stand under each other: {@code 12.3 ±0.4 [1.07]}, the best of a row
 * with a star behind, or a dagger if it is a peer's.
 */
final class TextLayout {
  /** Columns of text that a line may have. */
  static final int WIDEST_LINE = 160;

  private static final String LABEL_GAP = "  ";
  private static final String COLUMN_GAP = " ";

  /** Stands in the place of the best cell's star: with it columns are two apart. */
  private static final String NO_STAR = " ";

  private final Grid grid;
  private final List<String[]> labels = new ArrayList<>();

  private TextLayout(Grid grid) {
    this.grid = grid;
    int count = grid.labelNames().size();
    int[] widths = new int[count];
    for (int i = 0; i < count; i++) {
      int label = i;
      widths[i] = widest(grid.rows().stream().map(row -> row.labels().get(label)).toList());
      widths[i] = Math.max(widths[i], width(grid.labelNames().get(i)));
    }
    labels.add(padAll(grid.labelNames(), widths));
    grid.rows().forEach(row -> labels.add(padAll(row.labels(), widths)));
  }

  static String render(Grid grid) {
    TextLayout layout = new TextLayout(grid);
    StringBuilder text = new StringBuilder();
    for (List<Integer> block : layout.blocks()) {
      text.append(text.isEmpty() ? "" : "\n");
      layout.append(text, block);
    }
    return text.toString();
  }

  /** As few blocks as fit, of as equal a number of columns as can be. */
  private List<List<Integer>> blocks() {
    int count = grid.columns().size();
    for (int blocks = 1; blocks < count; blocks++) {
      List<List<Integer>> split = split(count, blocks);
      if (split.stream().allMatch(block -> lineWidth(block) <= WIDEST_LINE)) {
        return split;
      }
    }
    return split(count, Math.max(count, 1));
  }

  private static List<List<Integer>> split(int count, int blocks) {
    List<List<Integer>> split = new ArrayList<>();
    int next = 0;
    for (int block = 0; block < blocks; block++) {
      int size = (count - next + blocks - block - 1) / (blocks - block);
      List<Integer> columns = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        columns.add(next++);
      }
      split.add(columns);
    }
    return split;
  }

  private int lineWidth(List<Integer> block) {
    int width = labelWidth();
    for (int column : block) {
      width += COLUMN_GAP.length() + widest(column(column));
    }
    return width;
  }

  private int labelWidth() {
    return width(String.join(LABEL_GAP, labels.get(0)) + NO_STAR);
  }

  private void append(StringBuilder text, List<Integer> block) {
    List<List<String>> columns = block.stream().map(this::column).toList();
    List<String> lines = new ArrayList<>();
    for (int line = 0; line < labels.size(); line++) {
      StringBuilder row = new StringBuilder(String.join(LABEL_GAP, labels.get(line)) + NO_STAR);
      for (List<String> column : columns) {
        row.append(COLUMN_GAP).append(column.get(line));
      }
      lines.add(row.toString().stripTrailing());
    }
    String rule = "-".repeat(Math.max(widest(lines), 1));
    text.append(lines.get(0)).append('\n').append(rule).append('\n');
    lines.subList(1, lines.size()).forEach(line -> text.append(line).append('\n'));
  }

  /** Head and cells of a column, all of the same width. */
  private List<String> column(int index) {
    List<TableCell> cells = grid.rows().stream().map(row -> row.cells().get(index)).toList();
    List<TableCell> numbers =
        cells.stream().filter(cell -> cell.rank() != TableCell.Rank.NONE).toList();
    int score = widest(numbers, cell -> width(cell.score()));
    int error = widest(numbers, cell -> width(cell.error()));
    int ratio = widest(numbers, cell -> width(cell.ratio()));
    List<String> texts = new ArrayList<>();
    texts.add(grid.columns().get(index) + NO_STAR);
    for (TableCell cell : cells) {
      texts.add(
          cell.rank() == TableCell.Rank.NONE
              ? cell.score() + NO_STAR
              : numbers(cell, score, error, ratio));
    }
    int widest = widest(texts);
    return texts.stream().map(text -> padLeft(text, widest)).toList();
  }

  private static String numbers(TableCell cell, int score, int error, int ratio) {
    StringBuilder text = new StringBuilder(padLeft(cell.score(), score));
    if (error > 0) {
      text.append(' ').append(padRight(cell.error(), error));
    }
    if (ratio > 0) {
      String bracket = cell.ratio().isEmpty() ? "" : '[' + cell.ratio() + ']';
      text.append(' ').append(padLeft(bracket, ratio + 2));
    }
    text.append(
        switch (cell.rank()) {
          case BEST -> "*";
          case BEST_PEER -> BackendFacts.PEER_MARK;
          default -> NO_STAR;
        });
    return text.toString();
  }

  private static String[] padAll(List<String> texts, int[] widths) {
    String[] padded = new String[widths.length];
    for (int i = 0; i < widths.length; i++) {
      padded[i] = padRight(texts.get(i), widths[i]);
    }
    return padded;
  }

  private static int widest(List<String> texts) {
    return widest(texts, TextLayout::width);
  }

  private static <T> int widest(List<T> items, ToIntFunction<T> width) {
    return items.isEmpty() ? 0 : Collections.max(items.stream().map(width::applyAsInt).toList());
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String padLeft(String text, int width) {
    return " ".repeat(width - width(text)) + text;
  }

  private static String padRight(String text, int width) {
    return text + " ".repeat(width - width(text));
  }
}
