package dev.dirtybench.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * One entry of JMH's JSON: one benchmark with one set of parameters.
 *
 * @param source name of the file, for messages
 * @param pointer JSON pointer of the entry in it, for messages
 * @param benchmark full name of the method
 * @param mode JMH's short name: thrpt, avgt, sample or ss
 * @param threads benchmark threads, 1 where the entry does not say
 * @param params parameters in the file's order, empty where there are none
 * @param primary the benchmark's own metric; every fork has values
 * @param secondary profiler metrics and counters by name, without the prefix of older JMHs
 * @param node the entry itself, unchanged
 */
public record JmhResult(
    String source,
    String pointer,
    String benchmark,
    String mode,
    int threads,
    Map<String, String> params,
    JmhMetric primary,
    Map<String, JmhMetric> secondary,
    JsonNode node) {

  /**
   * The flags that the measured JVM got.
   *
   * @return in their order, with absolute paths cut to their last part, which differs from checkout
   *     to checkout; null if the entry does not say
   */
  public String jvmArgs() {
    if (!node.path("jvmArgs").isArray()) {
      return null;
    }
    StringJoiner words = new StringJoiner(" ");
    node.get("jvmArgs").forEach(word -> words.add(word.asText()));
    return PathShortener.shorten(words.toString());
  }

  /** What tells this entry from all others. */
  List<Object> identity() {
    return List.of(benchmark, mode, threads, params);
  }
}
