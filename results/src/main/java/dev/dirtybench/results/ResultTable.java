package dev.dirtybench.results;

import java.util.List;

/**
 * The table of a run: rows operation x trace, columns backends, then the footprint.
 *
 * <p>A cell shows score, error and, in brackets, the ratio to the best of its row. Skipped and
 * failed cells carry a number that is explained below the table. Immutable.
 */
public final class ResultTable {
  /**
   * A table of these results.
   *
   * @param cells timed cells; those of operation {@link Footprint#OPERATION} explain a missing
   *     footprint
   * @param footprints footprints, each at most once
   * @param order order of rows and columns
   */
  public ResultTable(List<CellResult> cells, List<Footprint> footprints, TableOrder order) {}

  /**
   * Writes the table.
   *
   * @param format plain text or Markdown
   * @return lines, each ended by a line feed
   */
  public String render(TableFormat format) {
    return "";
  }
}
