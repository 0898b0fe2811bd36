package dev.dirtybench.results;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The cells of one operation on one trace, by backend; they share a unit. */
final class TimingRow {
  private final Map<String, CellResult> cells = new LinkedHashMap<>();
  private final Set<String> yardsticks;
  private final Set<String> peers;
  private Measurement first;
  private double best = Double.NaN;
  private double bestOfOurs = Double.NaN;
  private double unrivalled = Double.NaN;

  /** A row without cells; yardsticks take no part in the choice of the best. */
  TimingRow(TableOrder order) {
    this.yardsticks = order.yardsticks().keySet();
    this.peers = order.peers();
  }

  /**
   * Adds a cell.
   *
   * @param cell a cell of this row
   * @throws IllegalArgumentException if the backend has one already, or the unit is another one
   */
  void add(CellResult cell) {
    if (cells.putIfAbsent(cell.key().backend(), cell) != null) {
      throw new IllegalArgumentException(
          "a table takes one result for each cell, got two of " + cell.key());
    }
    if (cell.measurement() == null) {
      return;
    }
    if (first == null) {
      first = cell.measurement();
    } else if (!first.shownUnit().equals(cell.measurement().shownUnit())) {
      throw new IllegalArgumentException(
          String.format(
              "the cells of a row must share a unit, got %s and %s (%s)",
              first.shownUnit(), cell.measurement().shownUnit(), cell.key()));
    }
    double value = cell.measurement().score().value();
    if (isYardstick(cell)) {
      unrivalled = value;
    } else {
      best = better(best, value);
      if (!peers.contains(cell.key().backend())) {
        bestOfOurs = better(bestOfOurs, value);
      }
    }
  }

  private double better(double known, double value) {
    return Double.isNaN(known) ? value : first.quantity().better(known, value);
  }

  boolean isYardstick(CellResult cell) {
    return yardsticks.contains(cell.key().backend());
  }

  /** The cell of a backend, null if there is none. */
  CellResult cell(String backend) {
    return cells.get(backend);
  }

  /** The place of a measured cell that competes. */
  TableCell.Rank rank(CellResult cell) {
    double value = cell.measurement().score().value();
    boolean lost = best != bestOfOurs && !Double.isNaN(bestOfOurs);
    if (value == best) {
      return lost ? TableCell.Rank.BEST_PEER : TableCell.Rank.BEST;
    }
    boolean ours = !peers.contains(cell.key().backend());
    return lost && ours && value == bestOfOurs ? TableCell.Rank.BEST_OF_OURS : TableCell.Rank.OTHER;
  }

  /** The best score; NaN while only yardsticks have one. */
  double best() {
    return best;
  }

  /** The unit in which the best cell is a handy number; only for a row with a measured cell. */
  Quantity.Scale scale() {
    return first.quantity().scaleFor(Double.isNaN(best) ? unrivalled : best);
  }

  /** The unit of the row, such as {@code µs/write} or {@code M write/s}; empty without values. */
  String unit() {
    if (first == null) {
      return "";
    }
    return first.quantity() == Quantity.RATE
        ? (scale().name() + ' ' + first.shownUnit()).strip()
        : scale().name() + '/' + first.per();
  }
}
