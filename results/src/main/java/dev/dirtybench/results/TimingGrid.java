package dev.dirtybench.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The table of timed cells: rows operation x trace, columns backends. */
final class TimingGrid {
  private static final String PLUS_MINUS = "\u00b1";

  private final Map<RowKey, TimingRow> rows = new LinkedHashMap<>();
  private final List<String> columns;
  private final TableOrder order;
  private final List<String> spreads;

  /**
   * Sorts cells into rows.
   *
   * @param cells timed cells
   * @param columns backends, in order
   * @param order order of rows
   * @throws IllegalArgumentException if two results are of one cell, or the cells of a row do not
   *     share a unit
   */
  TimingGrid(List<CellResult> cells, List<String> columns, TableOrder order) {
    this.order = order;
    for (CellResult cell : cells) {
      rows.computeIfAbsent(RowKey.of(cell.key()), key -> new TimingRow(order)).add(cell);
    }
    this.columns = columns;
    this.spreads =
        cells.stream()
            .map(CellResult::measurement)
            .filter(Objects::nonNull)
            .map(Measurement::score)
            .filter(score -> !Double.isNaN(score.error()))
            .map(Score::label)
            .distinct()
            .sorted()
            .toList();
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  Grid grid(Notes notes) {
    List<Grid.Row> lines = new ArrayList<>();
    for (RowKey key : order.sortRows(rows.keySet())) {
      TimingRow row = rows.get(key);
      lines.add(
          new Grid.Row(
              List.of(key.label(), key.trace(), key.granularity(), row.unit()),
              columns.stream().map(column -> cell(row, row.cell(column), notes)).toList()));
    }
    return new Grid(List.of("operation", "trace", "granularity", "unit"), columns, lines);
  }

  /** What the signs in the table mean, one sentence each. */
  List<String> legend() {
    List<String> lines = new ArrayList<>();
    for (String column : columns) {
      if (order.yardsticks().containsKey(column)) {
        lines.add(column + ' ' + order.yardsticks().get(column));
      }
    }
    for (String spread : spreads) {
      lines.add(PLUS_MINUS + mark(spread) + " is the " + spread + ", half of max - min.");
    }
    return lines;
  }

  private TableCell cell(TimingRow row, CellResult cell, Notes notes) {
    if (cell == null) {
      return TableCell.MISSING;
    }
    if (cell.measurement() == null) {
      return TableCell.words(notes.mark(cell));
    }
    Score score = cell.measurement().score();
    double shown = score.value() / row.scale().size();
    int decimals = Numbers.decimals(shown);
    String error =
        Double.isNaN(score.error())
            ? ""
            : PLUS_MINUS
                + Numbers.fixed(score.error() / row.scale().size(), decimals)
                + mark(score.label());
    if (row.isYardstick(cell)) {
      return new TableCell(Numbers.fixed(shown, decimals), error, "", TableCell.Rank.OTHER);
    }
    return new TableCell(
        Numbers.fixed(shown, decimals),
        error,
        Numbers.ratio(cell.measurement().quantity().ratio(score.value(), row.best())),
        row.rank(cell));
  }

  /** A letter that tells spreads of different kinds apart, where there are several. */
  private String mark(String spread) {
    return spreads.size() < 2 ? "" : Character.toString('a' + spreads.indexOf(spread));
  }
}
