package dev.dirtybench.results;

/**
 * What the cells of one row have in common.
 *
 * @param operation the operation
 * @param trace name of the trace
 * @param granularity bytes per bit as text
 * @param granularityBytes bytes per bit as a number
 */
record RowKey(String operation, String trace, String granularity, long granularityBytes) {
  static RowKey of(CellKey cell) {
    return new RowKey(cell.operation(), cell.trace(), cell.granularity(), cell.granularityBytes());
  }
}
