package dev.dirtybench.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * One entry of JMH's JSON: one benchmark with one set of parameters.
 *
 * @param source file and JSON pointer of the entry, for messages
 * @param benchmark full name of the method
 * @param mode JMH's short name: thrpt, avgt, sample or ss
 * @param threads benchmark threads, 1 where the entry does not say
 * @param params parameters in the file's order, empty where there are none
 * @param primary the benchmark's own metric
 * @param secondary profiler metrics and counters by name, without the dot that older JMHs put first
 * @param node the entry itself, unchanged
 */
public record JmhResult(
    String source,
    String benchmark,
    String mode,
    int threads,
    Map<String, String> params,
    JmhMetric primary,
    Map<String, JmhMetric> secondary,
    JsonNode node) {}
