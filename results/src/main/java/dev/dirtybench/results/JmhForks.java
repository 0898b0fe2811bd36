package dev.dirtybench.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Joins and cuts the forks of JMH's entries: the result is what JMH would have written, had it run
 * those forks in one call.
 *
 * <p>Raw values are taken over digit for digit; score, error, confidence and percentiles are
 * computed anew as JMH computes them, over all iterations of all forks. Where JMH left out values
 * of a profiler's metric, those that are there are described.
 */
public final class JmhForks {
  private static final double CONFIDENCE = 0.999;
  private static final double SAME = 1e-9;
  private static final double[] PERCENTILES = {
    0, 50, 90, 95, 99, 99.9, 99.99, 99.999, 99.9999, 100
  };

  private JmhForks() {}

  /**
   * An entry with the forks of another one behind its own.
   *
   * @param entry one benchmark, as JMH wrote it
   * @param further the same benchmark
   * @return a new entry
   * @throws ResultFormatException if one has no raw values
   */
  public static JsonNode join(JsonNode entry, JsonNode further) throws ResultFormatException {
    int forks = forkCount(entry);
    int furtherForks = forkCount(further);
    ObjectNode joined = entry.deepCopy();
    joined.put("forks", forks + furtherForks);
    ObjectNode primary = (ObjectNode) joined.get("primaryMetric");
    extend(primary, raw(further.get("primaryMetric")));
    ObjectNode metrics = joined.putObject("secondaryMetrics");
    for (String name : secondaryNames(entry, further)) {
      JsonNode mine = entry.path("secondaryMetrics").path(name);
      JsonNode theirs = further.path("secondaryMetrics").path(name);
      ObjectNode metric = (mine.isMissingNode() ? theirs : mine).deepCopy();
      metric.set("rawData", mine.isMissingNode() ? emptyForks(forks) : raw(mine).deepCopy());
      extend(metric, theirs.isMissingNode() ? emptyForks(furtherForks) : raw(theirs));
      metrics.set(name, metric);
    }
    return joined;
  }

  /**
   * An entry with its first forks alone.
   *
   * @param entry one benchmark, as JMH wrote it
   * @param forks how many to keep, 1 or more, no more than there are
   * @return the entry itself if all are kept, else a new one
   * @throws ResultFormatException if it has no raw values
   */
  public static JsonNode first(JsonNode entry, int forks) throws ResultFormatException {
    if (forks == forkCount(entry)) {
      return entry;
    }
    ObjectNode cut = entry.deepCopy();
    cut.put("forks", forks);
    cut((ObjectNode) cut.get("primaryMetric"), forks);
    for (JsonNode metric : cut.path("secondaryMetrics")) {
      cut((ObjectNode) metric, forks);
    }
    return cut;
  }

  /**
   * How many forks have values.
   *
   * @param entry one benchmark, as JMH wrote it
   * @return a count
   * @throws ResultFormatException if it has no raw values
   */
  public static int forkCount(JsonNode entry) throws ResultFormatException {
    return raw(entry.path("primaryMetric")).size();
  }

  private static Set<String> secondaryNames(JsonNode entry, JsonNode further) {
    Set<String> names = new LinkedHashSet<>();
    entry.path("secondaryMetrics").fieldNames().forEachRemaining(names::add);
    further.path("secondaryMetrics").fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static ArrayNode emptyForks(int count) {
    ArrayNode forks = JsonFiles.MAPPER.createArrayNode();
    for (int i = 0; i < count; i++) {
      forks.addArray();
    }
    return forks;
  }

  private static ArrayNode raw(JsonNode metric) throws ResultFormatException {
    if (metric.path("rawData") instanceof ArrayNode forks) {
      return forks;
    }
    throw new ResultFormatException(
        "JMH's entry", "/rawData", "raw values of every fork", metric.path("rawData").toString());
  }

  private static void extend(ObjectNode metric, ArrayNode further) throws ResultFormatException {
    boolean isSum = isSum(metric);
    ArrayNode all = raw(metric);
    further.forEach(fork -> all.add(fork.deepCopy()));
    describe(metric, isSum);
  }

  private static void cut(ObjectNode metric, int forks) throws ResultFormatException {
    boolean isSum = isSum(metric);
    ArrayNode all = raw(metric);
    while (all.size() > forks) {
      all.remove(all.size() - 1);
    }
    describe(metric, isSum);
  }

  /** Computes what JMH says of raw values. */
  private static void describe(ObjectNode metric, boolean isSum) throws ResultFormatException {
    double[] values = values(metric);
    double sum = Arrays.stream(values).sum();
    double mean = isSum ? sum : sum / values.length;
    double error = isSum ? Double.NaN : error(values, mean);
    put(metric, "score", mean);
    put(metric, "scoreError", error);
    ArrayNode confidence = metric.putArray("scoreConfidence");
    add(confidence, isSum ? mean : mean - error);
    add(confidence, isSum ? mean : mean + error);
    Arrays.sort(values);
    ObjectNode percentiles = metric.putObject("scorePercentiles");
    for (double percentile : PERCENTILES) {
      put(percentiles, Double.toString(percentile), percentile(values, percentile));
    }
  }

  private static double[] values(ObjectNode metric) throws ResultFormatException {
    List<Double> values = new ArrayList<>();
    for (JsonNode fork : raw(metric)) {
      for (JsonNode value : fork) {
        values.add(value.isTextual() ? parse(value.textValue()) : value.doubleValue());
      }
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Whether JMH adds the values of this metric up, as those of {@code gc.count}: no field says. */
  private static boolean isSum(ObjectNode metric) throws ResultFormatException {
    double[] values = values(metric);
    double sum = Arrays.stream(values).sum();
    double score = metric.path("score").asDouble(Double.NaN);
    return values.length > 1
        && metric.path("scoreError").isTextual()
        && Math.abs(score - sum) <= SAME * Math.abs(sum);
  }

  private static double parse(String text) {
    return switch (text) {
      case "+INF", "INF" -> Double.POSITIVE_INFINITY;
      case "-INF" -> Double.NEGATIVE_INFINITY;
      default -> Double.NaN;
    };
  }

  private static double error(double[] values, double mean) {
    int n = values.length;
    if (n <= 2) {
      return Double.NaN;
    }
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    double deviation = Math.sqrt(squares / (n - 1));
    double quantile =
        TDistribution.of(n - 1.0).inverseCumulativeProbability(1 - (1 - CONFIDENCE) / 2);
    return quantile * deviation / Math.sqrt(n);
  }

  private static double percentile(double[] sorted, double percentile) {
    int n = sorted.length;
    if (n == 0) {
      return Double.NaN;
    }
    double place = percentile * (n + 1) / 100;
    if (place < 1) {
      return sorted[0];
    }
    if (place >= n) {
      return sorted[n - 1];
    }
    double below = sorted[(int) place - 1];
    return below + (place - Math.floor(place)) * (sorted[(int) place] - below);
  }

  private static void put(ObjectNode object, String name, double value) {
    if (Double.isFinite(value)) {
      object.put(name, value);
    } else {
      object.put(name, text(value));
    }
  }

  private static void add(ArrayNode array, double value) {
    if (Double.isFinite(value)) {
      array.add(value);
    } else {
      array.add(text(value));
    }
  }

  /** As JMH spells what JSON has no number for. */
  private static String text(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    return value > 0 ? "+INF" : "-INF";
  }
}
