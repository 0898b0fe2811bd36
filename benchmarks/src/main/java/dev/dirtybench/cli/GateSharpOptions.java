package dev.dirtybench.cli;

import dev.dirtybench.benchmarks.gate.SharpChoice;
import dev.dirtybench.benchmarks.gate.SharpChoice.Kind;
import dev.dirtybench.results.gate.SharpRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;

/** What is counted beside the times, and what may change of it. */
final class GateSharpOptions {
  private static final List<String> METRICS =
      List.of(
          SharpRules.ALLOCATED, "heap_bytes", "off_heap_bytes", "serialized_bytes", "native_bytes");

  @Option(
      names = "--no-sharp",
      description = "count nothing: no allocations, sizes and digests beside the times")
  private boolean none;

  @Option(
      names = "--exact",
      split = ",",
      paramLabel = "METRIC",
      description = "of a JMH jar: a secondary metric that must stay the same, such as a counter")
  private List<String> exact = List.of();

  @Option(
      names = "--allow",
      split = ",",
      paramLabel = "METRIC=PERCENT",
      description = "how far a count may change, such as heap_bytes=2%%")
  private List<String> allowed = List.of();

  /** Whether any of them was given. */
  boolean areGiven() {
    return none || !exact.isEmpty() || !allowed.isEmpty();
  }

  /**
   * What is counted.
   *
   * @param kinds unless nothing is to be counted
   */
  SharpChoice choice(Set<Kind> kinds) {
    if (none && (!exact.isEmpty() || !allowed.isEmpty())) {
      throw new IllegalArgumentException("--no-sharp counts nothing that --exact or --allow need");
    }
    return new SharpChoice(none ? Set.of() : kinds, exact, new SharpRules(budgets()));
  }

  private Map<String, Double> budgets() {
    List<String> known = new ArrayList<>(METRICS);
    known.addAll(exact);
    Map<String, Double> budgets = new LinkedHashMap<>();
    for (String text : allowed) {
      int equals = text.lastIndexOf('=');
      String metric = text.substring(0, Math.max(0, equals));
      String percent = text.substring(equals + 1);
      if (!known.contains(metric) || !percent.matches("[0-9]{1,4}(\\.[0-9]+)?%")) {
        throw new IllegalArgumentException(
            "--allow: expected METRIC=PERCENT such as heap_bytes=2% with one of "
                + String.join(", ", known)
                + "; found \""
                + text
                + '"');
      }
      budgets.put(metric, Double.parseDouble(percent.substring(0, percent.length() - 1)) / 100);
    }
    return budgets;
  }
}
