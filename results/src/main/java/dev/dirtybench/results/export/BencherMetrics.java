package dev.dirtybench.results.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The Bencher Metric Format: benchmark, measure, value.
 *
 * <p>Lower and upper value are the smallest and the largest fork's, left out where there is one
 * fork. Source: bencher.dev/docs/reference/bencher-metric-format.
 */
public final class BencherMetrics {
  private BencherMetrics() {}

  /**
   * Writes a run.
   *
   * @param run the run
   * @return the object
   */
  public static ObjectNode json(ExportedRun run) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    for (Benchmark benchmark : run.benchmarks()) {
      ObjectNode measures = root.putObject(benchmark.name());
      for (Measure measure : benchmark.measures()) {
        ObjectNode value = measures.putObject(measure.slug());
        value.put("value", measure.median());
        if (measure.forks().length > 1) {
          value.put("lower_value", measure.lowest());
          value.put("upper_value", measure.highest());
        }
      }
    }
    return root;
  }
}
