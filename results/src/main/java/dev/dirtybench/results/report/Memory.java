package dev.dirtybench.results.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The footprints of a report, put together from their rows. */
final class Memory {
  /**
   * One footprint.
   *
   * @param row of its heap bytes: where it belongs
   * @param bytes by metric
   */
  record Footprint(ReportRow row, Map<String, Double> bytes) {
    double total() {
      return bytes.getOrDefault("heap_bytes", 0.0) + bytes.getOrDefault("off_heap_bytes", 0.0);
    }
  }

  private final List<Footprint> footprints;

  Memory(List<ReportRow> rows) {
    Map<List<String>, Footprint> found = new LinkedHashMap<>();
    for (ReportRow row : rows) {
      if (row.hasScore() && row.metric().endsWith("_bytes")) {
        ReportRow.Place place = row.place();
        found
            .computeIfAbsent(
                List.of(place.run(), place.backend(), place.trace(), place.granularity()),
                key -> new Footprint(row, new LinkedHashMap<>()))
            .bytes()
            .put(row.metric(), row.score());
      }
    }
    footprints = List.copyOf(found.values());
  }

  List<Footprint> all() {
    return footprints;
  }

  /** Heap and off-heap of a series: the geometric mean over the traces that pass. */
  Optional<Double> of(Series series, Predicate<String> trace) {
    List<Double> totals = new ArrayList<>();
    for (Footprint footprint : footprints) {
      ReportRow.Place place = footprint.row().place();
      boolean its = place.run().equals(series.run()) && place.backend().equals(series.backend());
      if (its && trace.test(place.trace()) && footprint.total() > 0) {
        totals.add(Math.log(footprint.total()));
      }
    }
    return totals.isEmpty()
        ? Optional.empty()
        : Optional.of(Math.exp(totals.stream().mapToDouble(v -> v).average().orElse(0)));
  }

  int traces() {
    return (int) footprints.stream().map(f -> f.row().place().trace()).distinct().count();
  }
}
