package dev.dirtybench.results;

import java.util.ArrayList;
import java.util.List;

/**
 * A table before it is laid out.
 *
 * @param labelNames heads of the columns that name a row
 * @param columns heads of the other columns
 * @param rows the rows
 */
record Grid(List<String> labelNames, List<String> columns, List<Row> rows) {
  /**
   * One row.
   *
   * @param labels as many as there are label names
   * @param cells as many as there are other columns
   */
  record Row(List<String> labels, List<TableCell> cells) {
    /** Whether a peer is ahead of ours. */
    boolean isLost() {
      return cells.stream().anyMatch(cell -> cell.rank() == TableCell.Rank.BEST_PEER);
    }
  }

  /** Whether a peer is ahead of ours in a row. */
  boolean hasLosses() {
    return rows.stream().anyMatch(Row::isLost);
  }

  /** The same table without one of the columns that name a row. */
  Grid withoutLabel(String name) {
    int index = labelNames.indexOf(name);
    return new Grid(
        without(labelNames, index),
        columns,
        rows.stream().map(row -> new Row(without(row.labels(), index), row.cells())).toList());
  }

  private static List<String> without(List<String> texts, int index) {
    List<String> rest = new ArrayList<>(texts);
    rest.remove(index);
    return rest;
  }
}
