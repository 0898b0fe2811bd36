package dev.dirtybench.results;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The order of a table's rows and columns, and which columns compete; names that it does not list
 * come last, as they appear.
 *
 * @param operations order of the rows
 * @param traces order of the rows within an operation
 * @param backends order of the columns
 * @param yardsticks the columns that do not compete, each with what it shows: a sentence without
 *     its subject; never the best, without a ratio
 * @param peers the columns of other libraries, to which ours can lose
 */
public record TableOrder(
    List<String> operations,
    List<String> traces,
    List<String> backends,
    Map<String, String> yardsticks,
    Set<String> peers) {
  /** Everything in the order in which it appears. */
  public static final TableOrder AS_MEASURED =
      new TableOrder(List.of(), List.of(), List.of(), Map.of());

  /** Copies the lists. */
  public TableOrder {
    operations = List.copyOf(operations);
    traces = List.copyOf(traces);
    backends = List.copyOf(backends);
    yardsticks = Map.copyOf(yardsticks);
    peers = Set.copyOf(peers);
  }

  /**
   * An order without peers.
   *
   * @param operations order of the rows
   * @param traces order of the rows within an operation
   * @param backends order of the columns
   * @param yardsticks the columns that do not compete
   */
  public TableOrder(
      List<String> operations,
      List<String> traces,
      List<String> backends,
      Map<String, String> yardsticks) {
    this(operations, traces, backends, yardsticks, Set.of());
  }

  /**
   * The order in which a manifest lists operations, traces and backends.
   *
   * @param manifest the manifest of the run
   * @return the order
   */
  public static TableOrder of(Manifest manifest) {
    return new TableOrder(
        manifest.operations(),
        manifest.traces().stream().map(TraceFacts::name).toList(),
        manifest.backends().stream().map(BackendFacts::name).toList(),
        manifest.backends().stream()
            .filter(backend -> backend.yardstick().isPresent())
            .collect(
                Collectors.toMap(BackendFacts::name, backend -> backend.yardstick().orElseThrow())),
        manifest.backends().stream()
            .filter(BackendFacts::peer)
            .map(BackendFacts::name)
            .collect(Collectors.toSet()));
  }

  /** Different rows in order: by operation, parameters, trace and granularity, the finest first. */
  List<RowKey> sortRows(Collection<RowKey> rows) {
    List<String> allOperations = complete(operations, rows.stream().map(RowKey::operation));
    List<String> allTraces = complete(traces, rows.stream().map(RowKey::trace));
    return rows.stream()
        .distinct()
        .sorted(
            Comparator.comparingInt((RowKey row) -> allOperations.indexOf(row.operation()))
                .thenComparing(RowKey::parameters)
                .thenComparingInt(row -> allTraces.indexOf(row.trace()))
                .thenComparingLong(RowKey::granularityBytes))
        .toList();
  }

  /** Different columns in order. */
  List<String> sortColumns(Collection<String> columns) {
    return complete(backends, columns.stream()).stream().filter(columns::contains).toList();
  }

  /** The listed names, then the others as they appear. */
  private static List<String> complete(List<String> listed, Stream<String> appearing) {
    return Stream.concat(listed.stream(), appearing).distinct().toList();
  }
}
