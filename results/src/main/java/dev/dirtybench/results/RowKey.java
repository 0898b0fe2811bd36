package dev.dirtybench.results;

/**
 * What the cells of one row have in common.
 *
 * @param operation the operation
 * @param parameters what else it was measured with, such as {@code windows=8}, or empty
 * @param trace name of the trace
 * @param granularity bytes per bit as text
 * @param granularityBytes bytes per bit as a number
 */
record RowKey(
    String operation, String parameters, String trace, String granularity, long granularityBytes) {
  static RowKey of(CellKey cell) {
    return new RowKey(
        cell.operation(),
        cell.parameters(),
        cell.trace(),
        cell.granularity(),
        cell.granularityBytes());
  }

  /** The operation with its parameters, as a table names it. */
  String label() {
    return parameters.isEmpty() ? operation : operation + ' ' + parameters;
  }
}
