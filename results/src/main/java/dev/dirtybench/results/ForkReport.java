package dev.dirtybench.results;

import dev.dirtybench.results.stats.ForkState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The sections of a report that tell of the forks themselves and of the machine meanwhile. */
final class ForkReport {
  private final ForkLog log;

  ForkReport(ForkLog log) {
    this.log = log;
  }

  /** Markdown by title; empty for a run whose forks are not known. */
  Map<String, String> parts() {
    Map<String, String> parts = new LinkedHashMap<>();
    if (!log.measured().isEmpty()) {
      parts.put("Forks", forks());
    }
    if (!log.rulers().isEmpty()) {
      parts.put("Rulers", rulers());
    }
    return parts;
  }

  private String forks() {
    Map<String, List<ScheduleEntry>> byOperation = new TreeMap<>();
    for (ScheduleEntry entry : log.measured()) {
      String operation = entry.cellId().substring(0, entry.cellId().indexOf('/'));
      byOperation.computeIfAbsent(operation, name -> new ArrayList<>()).add(entry);
    }
    List<Grid.Row> rows = new ArrayList<>();
    byOperation.forEach((operation, entries) -> rows.add(row(operation, entries)));
    rows.add(row("all", log.measured()));
    List<String> head =
        List.of(
            "operation",
            "forks",
            ForkState.STEADY.label(),
            ForkState.DRIFTING.label(),
            ForkState.STILL_COMPILING.label(),
            "disturbed");
    return MarkdownLayout.render(new Grid(head, List.of(), rows))
        + "\nDrifting: the last third of the iterations differs from the first by more than 2 %, or"
        + " there is a trend. Still compiling: the JIT compiler was at work in the last third."
        + " Disturbed: more than 2 % of the CPU time was stolen, or tasks waited for a CPU in more"
        + " than 20 % of the time. All forks count all the same.\n";
  }

  private static Grid.Row row(String operation, List<ScheduleEntry> entries) {
    return new Grid.Row(
        List.of(
            operation,
            Integer.toString(entries.size()),
            share(entries, ForkState.STEADY),
            share(entries, ForkState.DRIFTING),
            share(entries, ForkState.STILL_COMPILING),
            percent(
                entries.stream().filter(entry -> entry.disturbance() != null).count(),
                entries.size())),
        List.of());
  }

  private static String share(List<ScheduleEntry> entries, ForkState state) {
    long known = entries.stream().filter(entry -> entry.state() != null).count();
    long count = entries.stream().filter(entry -> state.label().equals(entry.state())).count();
    return percent(count, known);
  }

  private static String percent(long part, long all) {
    return all == 0 ? "-" : String.format(Locale.ROOT, "%.0f %%", 100.0 * part / all);
  }

  private String rulers() {
    List<Grid.Row> rows = new ArrayList<>();
    log.rulers()
        .forEach(
            (name, spread) ->
                rows.add(
                    new Grid.Row(
                        List.of(
                            name,
                            digits(spread.median()),
                            digits(spread.min()),
                            digits(spread.max()),
                            String.format(
                                Locale.ROOT, "%.0f %%", 100 * (spread.max() / spread.min() - 1)),
                            Integer.toString(spread.runs())),
                        List.of())));
    List<String> head = List.of("ruler", "median ns", "least", "most", "apart", "runs");
    return MarkdownLayout.render(new Grid(head, List.of(), rows))
        + "\nLoops that know nothing of the backends, run before each round and after the last:"
        + " where they lie apart, the machine changed meanwhile. Per word, hop, array and KiB.\n";
  }

  private static String digits(double nanos) {
    return Numbers.fixed(nanos, nanos < 10 ? 3 : 1);
  }
}
