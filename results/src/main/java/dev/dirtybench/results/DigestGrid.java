package dev.dirtybench.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The digests of a run: rows operation x trace, and which backends left which digest. */
final class DigestGrid {
  private final Map<RowKey, Map<String, List<String>>> backendsByDigest = new LinkedHashMap<>();
  private final TableOrder order;

  DigestGrid(List<CellResult> cells, TableOrder order) {
    this.order = order;
    for (CellResult cell : cells) {
      if (cell.digest() != null) {
        backendsByDigest
            .computeIfAbsent(RowKey.of(cell.key()), key -> new LinkedHashMap<>())
            .computeIfAbsent(cell.digest(), digest -> new ArrayList<>())
            .add(cell.key().backend());
      }
    }
  }

  boolean isEmpty() {
    return backendsByDigest.isEmpty();
  }

  Grid grid() {
    List<Grid.Row> lines = new ArrayList<>();
    for (RowKey row : order.sortRows(backendsByDigest.keySet())) {
      backendsByDigest
          .get(row)
          .forEach(
              (digest, backends) ->
                  lines.add(
                      new Grid.Row(
                          List.of(
                              row.label(),
                              row.trace(),
                              row.granularity(),
                              digest,
                              String.join(", ", order.sortColumns(backends))),
                          List.of())));
    }
    return new Grid(
        List.of("operation", "trace", "granularity", "digest", "backends"), List.of(), lines);
  }
}
