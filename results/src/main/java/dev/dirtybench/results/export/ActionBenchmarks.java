package dev.dirtybench.results.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * What the GitHub action github-action-benchmark reads as {@code customSmallerIsBetter} or {@code
 * customBiggerIsBetter}.
 *
 * <p>A file is of one direction. The range is half of what lies between the smallest and the
 * largest fork. Source: the action's README, "Tool-specific setup".
 */
public final class ActionBenchmarks {
  /** Which way values improve. */
  public enum Direction {
    /** customSmallerIsBetter. */
    SMALLER,
    /** customBiggerIsBetter. */
    BIGGER
  }

  private ActionBenchmarks() {}

  /**
   * How many values there are of a direction.
   *
   * @param run the run
   * @param direction which way they improve
   * @return 0 or more
   */
  public static long count(ExportedRun run, Direction direction) {
    return run.benchmarks().stream()
        .flatMap(benchmark -> benchmark.measures().stream())
        .filter(measure -> measure.lowerIsBetter() == (direction == Direction.SMALLER))
        .count();
  }

  /**
   * Writes the values of one direction.
   *
   * @param run the run
   * @param direction which way they improve
   * @return the array
   */
  public static ArrayNode json(ExportedRun run, Direction direction) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Benchmark benchmark : run.benchmarks()) {
      for (int i = 0; i < benchmark.measures().size(); i++) {
        Measure measure = benchmark.measures().get(i);
        if (measure.lowerIsBetter() == (direction == Direction.SMALLER)) {
          ObjectNode entry = array.addObject();
          entry.put(
              "name", i == 0 ? benchmark.name() : benchmark.name() + " (" + measure.slug() + ')');
          entry.put("unit", measure.unit());
          entry.put("value", measure.median());
          int forks = measure.forks().length;
          if (forks > 1) {
            double half = (measure.highest() - measure.lowest()) / 2;
            entry.put("range", "\u00b1 " + rounded(half));
          }
          entry.put("extra", forks + (forks == 1 ? " fork" : " forks"));
        }
      }
    }
    return array;
  }

  private static String rounded(double value) {
    return new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }
}
