package dev.dirtybench.results;

import dev.dirtybench.results.Calibration.RulerSpread;
import dev.dirtybench.results.stats.ForkState;
import dev.dirtybench.results.stats.Moments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The JVMs that a run has timed so far, and what they say together. Not thread-safe. */
final class ForkLog {
  private final List<ScheduleEntry> entries = new ArrayList<>();

  void add(ScheduleEntry entry) {
    entries.add(entry);
  }

  /** The number that the next JVM gets. */
  int nextSeq() {
    return entries.stream().mapToInt(ScheduleEntry::seq).max().orElse(0) + 1;
  }

  /** The forks with a score, in order. */
  List<ScheduleEntry> measured() {
    return entries.stream().filter(ScheduleEntry::hasScore).toList();
  }

  /** Nanoseconds that all JVMs took. */
  long nanos() {
    return entries.stream().mapToLong(entry -> entry.time().nanos()).sum();
  }

  /** Share of a cell's forks that were steady; null where none is known. */
  Double steadyShare(String cellId) {
    List<String> states =
        measured().stream()
            .filter(entry -> entry.cellId().equals(cellId))
            .map(ScheduleEntry::state)
            .filter(Objects::nonNull)
            .toList();
    if (states.isEmpty()) {
      return null;
    }
    long steady = states.stream().filter(ForkState.STEADY.label()::equals).count();
    return (double) steady / states.size();
  }

  /** The rulers over the whole run. */
  Map<String, RulerSpread> rulers() {
    Map<String, List<Double>> byName = new LinkedHashMap<>();
    for (ScheduleEntry entry : entries) {
      if (entry.rulers() != null) {
        entry
            .rulers()
            .forEach(
                (name, nanos) -> byName.computeIfAbsent(name, n -> new ArrayList<>()).add(nanos));
      }
    }
    Map<String, RulerSpread> spreads = new LinkedHashMap<>();
    byName.forEach((name, list) -> spreads.put(name, spread(list)));
    return spreads;
  }

  private static RulerSpread spread(List<Double> list) {
    double[] nanos = list.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new RulerSpread(
        Moments.median(nanos),
        Arrays.stream(nanos).min().orElseThrow(),
        Arrays.stream(nanos).max().orElseThrow(),
        nanos.length);
  }
}
