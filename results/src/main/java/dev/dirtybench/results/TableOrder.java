package dev.dirtybench.results;

import java.util.List;

/**
 * The order of a table's rows and columns; names that it does not list come last, as they appear.
 *
 * @param operations order of the rows
 * @param traces order of the rows within an operation
 * @param backends order of the columns
 */
public record TableOrder(List<String> operations, List<String> traces, List<String> backends) {
  /** Everything in the order in which it appears. */
  public static final TableOrder AS_MEASURED = new TableOrder(List.of(), List.of(), List.of());

  /** Copies the lists. */
  public TableOrder {
    operations = List.copyOf(operations);
    traces = List.copyOf(traces);
    backends = List.copyOf(backends);
  }
}
