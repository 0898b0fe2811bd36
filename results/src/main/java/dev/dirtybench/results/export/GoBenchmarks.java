package dev.dirtybench.results.export;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * Go's benchmark text, which benchstat reads: a line for each fork.
 *
 * <p>{@code cpu:} and {@code jdk:} come first, so that benchstat does not put runs of unlike
 * machines into one table; the commit is not among them, because it would keep apart what is to be
 * compared. Sources: "Go Benchmark Data Format", golang.org/design/14313-benchmark-format; units
 * with {@code better} and {@code assume}: golang.org/issue/43744.
 */
public final class GoBenchmarks {
  private GoBenchmarks() {}

  /**
   * Writes a run.
   *
   * @param run the run
   * @return lines
   */
  public static String text(ExportedRun run) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(run.name());
    text.append(run.commit() == null ? "" : ", commit " + run.commit()).append('\n');
    run.configuration()
        .forEach((key, value) -> text.append(key).append(": ").append(value).append('\n'));
    units(run)
        .forEach((unit, facts) -> text.append("Unit ").append(unit).append(facts).append('\n'));
    for (Benchmark benchmark : run.benchmarks()) {
      for (int fork = 0; fork < benchmark.iterations().length; fork++) {
        text.append("Benchmark").append(benchmark.name());
        text.append('\t').append(benchmark.iterations()[fork]);
        for (Measure measure : benchmark.measures()) {
          text.append('\t')
              .append(number(measure.forks()[fork]))
              .append(' ')
              .append(measure.unit());
        }
        text.append('\n');
      }
    }
    return text.toString();
  }

  /** What is known of each unit that is used. */
  private static Map<String, String> units(ExportedRun run) {
    Map<String, String> units = new TreeMap<>();
    for (Benchmark benchmark : run.benchmarks()) {
      for (Measure measure : benchmark.measures()) {
        units.put(
            measure.unit(),
            (measure.lowerIsBetter() ? " better=lower" : " better=higher")
                + (measure.exact() ? " assume=exact" : ""));
      }
    }
    return units;
  }

  private static String number(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
