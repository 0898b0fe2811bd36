package dev.dirtybench.results;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The table of footprints: rows trace x part, columns backends.
 *
 * <p>Heap and off-heap are parts of the memory, shown without a ratio: a backend that moves its
 * bits off the heap would win the one and lose the other by it.
 */
final class FootprintGrid {
  private enum Part {
    MEMORY("memory", Footprint::memoryBytes),
    HEAP("  heap", Footprint::heapBytes),
    OFF_HEAP("  off-heap", Footprint::offHeapBytes),
    SERIALIZED("serialised", Footprint::serializedBytes),
    NATIVE("native form", Footprint::nativeBytes);

    private final String label;
    private final ToLongFunction<Footprint> bytes;

    Part(String label, ToLongFunction<Footprint> bytes) {
      this.label = label;
      this.bytes = bytes;
    }

    /** Parts of a whole share its unit, so that the sum can be seen. */
    Part whole() {
      return hasRatio() ? this : MEMORY;
    }

    boolean hasRatio() {
      return this != HEAP && this != OFF_HEAP;
    }
  }

  private final Map<CellKey, Footprint> footprints = new HashMap<>();
  private final Map<CellKey, CellResult> missing = new HashMap<>();
  private final List<String> columns;
  private final List<RowKey> rows;
  private final Set<String> yardsticks;
  private final Set<String> peers;

  /**
   * Sorts footprints into rows.
   *
   * @param footprints what was measured
   * @param missing skipped and failed footprints
   * @param columns backends, in order
   * @param order order of rows
   */
  FootprintGrid(
      List<Footprint> footprints,
      List<CellResult> missing,
      List<String> columns,
      TableOrder order) {
    footprints.forEach(footprint -> this.footprints.put(footprint.key(), footprint));
    missing.forEach(cell -> this.missing.put(cell.key(), cell));
    List<CellKey> keys =
        Stream.concat(
                footprints.stream().map(Footprint::key), missing.stream().map(CellResult::key))
            .toList();
    this.columns = columns;
    this.yardsticks = order.yardsticks().keySet();
    this.peers = order.peers();
    this.rows = order.sortRows(keys.stream().map(RowKey::of).toList());
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  Grid grid(Notes notes) {
    List<Grid.Row> lines = new ArrayList<>();
    for (RowKey row : rows) {
      List<CellKey> keys =
          columns.stream()
              .map(backend -> Footprint.key(backend, row.trace(), row.granularity()))
              .toList();
      for (Part part : Part.values()) {
        if (part == Part.MEMORY || isKnown(part, keys)) {
          lines.add(line(part, row, keys, notes));
        }
      }
    }
    return new Grid(List.of("footprint", "trace", "granularity", "unit"), columns, lines);
  }

  private boolean isKnown(Part part, List<CellKey> keys) {
    return keys.stream()
        .map(footprints::get)
        .filter(Objects::nonNull)
        .anyMatch(footprint -> part.bytes.applyAsLong(footprint) != Footprint.NONE);
  }

  private Grid.Row line(Part part, RowKey row, List<CellKey> keys, Notes notes) {
    LongSummaryStatistics bytes = statistics(part, keys);
    LongSummaryStatistics ours =
        statistics(part, keys.stream().filter(key -> !peers.contains(key.backend())).toList());
    LongSummaryStatistics whole = statistics(part.whole(), keys);
    Quantity.Scale scale = Quantity.BYTES.scaleFor(whole.getCount() == 0 ? 0 : whole.getMin());
    String unit = isKnown(part, keys) ? scale.name() : "";
    return new Grid.Row(
        List.of(part.label, row.trace(), row.granularity(), unit),
        keys.stream().map(key -> cell(part, key, bytes, ours, scale, notes)).toList());
  }

  /** Of those that compete and are above 0: a backend without any is no measure for the others. */
  private LongSummaryStatistics statistics(Part part, List<CellKey> keys) {
    return keys.stream()
        .filter(footprints::containsKey)
        .filter(key -> !yardsticks.contains(key.backend()))
        .mapToLong(key -> part.bytes.applyAsLong(footprints.get(key)))
        .filter(bytes -> bytes > 0)
        .summaryStatistics();
  }

  private TableCell cell(
      Part part,
      CellKey key,
      LongSummaryStatistics row,
      LongSummaryStatistics ours,
      Quantity.Scale scale,
      Notes notes) {
    if (missing.containsKey(key)) {
      return TableCell.words(notes.mark(missing.get(key)));
    }
    Footprint footprint = footprints.get(key);
    if (footprint == null || part.bytes.applyAsLong(footprint) == Footprint.NONE) {
      return TableCell.MISSING;
    }
    long bytes = part.bytes.applyAsLong(footprint);
    double shown = bytes / scale.size();
    String number = Numbers.fixed(shown, scale.size() == 1 ? 0 : Numbers.decimals(shown));
    if (!part.hasRatio() || bytes == 0 || yardsticks.contains(key.backend())) {
      return new TableCell(number, "", "", TableCell.Rank.OTHER);
    }
    return new TableCell(
        number,
        "",
        Numbers.ratio((double) bytes / row.getMin()),
        rank(bytes, peers.contains(key.backend()), row, ours));
  }

  private static TableCell.Rank rank(
      long bytes, boolean peer, LongSummaryStatistics row, LongSummaryStatistics ours) {
    boolean lost = ours.getCount() > 0 && row.getMin() < ours.getMin();
    if (bytes == row.getMin() && bytes != row.getMax()) {
      return lost ? TableCell.Rank.BEST_PEER : TableCell.Rank.BEST;
    }
    return lost && !peer && bytes == ours.getMin()
        ? TableCell.Rank.BEST_OF_OURS
        : TableCell.Rank.OTHER;
  }
}
