package dev.dirtybench.results;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a run has gathered so far, in the order in which it came. Not thread-safe. */
final class RunContent {
  private final Map<CellKey, CellResult> cells = new LinkedHashMap<>();
  private final Map<CellKey, Footprint> footprints = new LinkedHashMap<>();
  private final Map<String, CellKey> keysById = new LinkedHashMap<>();
  private final Map<String, String> parts = new LinkedHashMap<>();
  private final ForkLog forks = new ForkLog();
  private List<JmhResult> jmhResults = List.of();
  private Long budgetSeconds;
  private Manifest manifest;

  /** The JVMs that were timed. */
  ForkLog forks() {
    return forks;
  }

  void budget(Duration budget) {
    budgetSeconds = budget.toSeconds();
  }

  /** What the forks so far say of machine and cells. */
  Calibration calibration() {
    return new Calibration(budgetSeconds, forks.rulers(), Calibration.variances(cells.values()));
  }

  /** The digest of a cell that was measured before its result was checked again. */
  void digest(CellKey key, String digest) {
    cells.computeIfPresent(
        key,
        (same, cell) ->
            cell.status() == CellStatus.MEASURED
                ? CellResult.measured(key, cell.measurement(), digest)
                : cell);
  }

  boolean hasManifest() {
    return manifest != null;
  }

  Manifest manifest() {
    return manifest;
  }

  void manifest(Manifest manifest) {
    this.manifest = manifest;
  }

  /**
   * How many forks of a cell are known; a further result of it must hold them and more.
   *
   * @return 0 for a new cell
   * @throws IllegalArgumentException if the cell has a result that this one does not go on from
   */
  int knownForks(CellResult cell) {
    CellResult before = cells.get(cell.key());
    if (before == null || before.status() != CellStatus.MEASURED) {
      requireNew(cell.key());
      return 0;
    }
    int known = before.measurement().samples().forkCount();
    if (!cell.measurement().samples().goesOnFrom(before.measurement().samples())) {
      throw new IllegalArgumentException(
          String.format(
              "a further result of %s must hold its %d forks and more, got other values",
              cell.key(), known));
    }
    return known;
  }

  /** A cell that fails after some of its forks were measured is a failed cell. */
  void requireNewOrFailing(CellResult cell) {
    CellResult before = cells.get(cell.key());
    boolean failing =
        cell.status() == CellStatus.FAILED
            && before != null
            && before.status() == CellStatus.MEASURED;
    if (!failing) {
      requireNew(cell.key());
    }
  }

  /** JMH's entries with those of a cell that is measured on replaced. */
  List<JmhResult> withEntry(List<JmhResult> entries) {
    List<JmhResult> all = new ArrayList<>(jmhResults);
    for (JmhResult entry : entries) {
      all.removeIf(
          old ->
              old.benchmark().equals(entry.benchmark())
                  && old.mode().equals(entry.mode())
                  && old.threads() == entry.threads()
                  && old.params().equals(entry.params()));
    }
    all.addAll(entries);
    return all;
  }

  /** Two results of one id would be taken for one by every reader of the files. */
  void requireNew(CellKey key) {
    CellKey twin = keysById.get(key.id());
    if (twin != null) {
      throw new IllegalArgumentException(
          String.format(
              "a cell has one result, got a second one for %s (benchmarks %s and %s)",
              key, twin.benchmark(), key.benchmark()));
    }
  }

  /** Cells that share a row of the table are compared, so they must share a unit. */
  void requireSameUnit(CellResult cell) {
    String unit = cell.measurement().shownUnit();
    for (CellResult other : cells.values()) {
      if (other.measurement() != null
          && RowKey.of(other.key()).equals(RowKey.of(cell.key()))
          && !other.measurement().shownUnit().equals(unit)) {
        throw new IllegalArgumentException(
            String.format(
                "the cells of a row must share a unit, got %s for %s and %s for %s",
                other.measurement().shownUnit(), other.key(), unit, cell.key()));
      }
    }
  }

  void add(CellResult cell, List<JmhResult> allJmhResults) {
    keysById.put(cell.key().id(), cell.key());
    cells.put(cell.key(), cell);
    jmhResults = List.copyOf(allJmhResults);
  }

  void add(Footprint footprint) {
    keysById.put(footprint.key().id(), footprint.key());
    footprints.put(footprint.key(), footprint);
  }

  List<CellResult> cells() {
    return List.copyOf(cells.values());
  }

  List<Footprint> footprints() {
    return List.copyOf(footprints.values());
  }

  /** Markdown of further sections of the report, by title. */
  Map<String, String> parts() {
    return parts;
  }

  List<JmhResult> jmhResults() {
    return jmhResults;
  }

  ArrayNode jmhJson() {
    ArrayNode array = JsonFiles.MAPPER.createArrayNode();
    jmhResults.forEach(result -> array.add(result.node()));
    return array;
  }

  /** Scheduled cells without a result, in the schedule's order. */
  List<CellKey> missing() {
    List<CellKey> missing = new ArrayList<>();
    if (manifest != null) {
      manifest.schedule().stream()
          .filter(key -> !keysById.containsKey(key.id()))
          .forEach(missing::add);
    }
    return missing;
  }

  long count(CellStatus status) {
    long others = status == CellStatus.MEASURED ? footprints.size() : 0;
    return others + cells.values().stream().filter(cell -> cell.status() == status).count();
  }

  TableOrder order() {
    return manifest == null ? TableOrder.AS_MEASURED : TableOrder.of(manifest);
  }

  ResultTable table() {
    return new ResultTable(cells(), footprints(), order());
  }
}
