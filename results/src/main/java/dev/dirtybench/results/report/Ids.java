package dev.dirtybench.results.report;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The numbers of the table's rows, by which a point of a chart finds its row. */
final class Ids {
  private final Map<ReportRow, Integer> ids = new IdentityHashMap<>();

  Ids(List<ReportRow> rows) {
    for (int i = 0; i < rows.size(); i++) {
      ids.put(rows.get(i), i);
    }
  }

  int of(ReportRow row) {
    return ids.get(row);
  }
}
