package dev.dirtybench.benchmarks.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Every pair that was measured, a line of JSON each, written as it comes: a gate that was stopped
 * goes on behind the last one.
 */
final class PairLog {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path file;
  private final List<Entry> entries = new ArrayList<>();

  /**
   * One pair.
   *
   * @param cell the cell's id
   * @param repeat 0 unless the gate tests itself
   * @param stage of which it is one
   * @param round 0 for the first of the stage
   * @param driver how it was measured
   * @param difference NaN if there is none
   * @param a scores of A's blocks or iterations
   * @param b those of B
   * @param excluded why it does not count, or null
   * @param failure why there is no difference, or null
   * @param seconds that it took
   */
  record Entry(
      String cell,
      int repeat,
      GateStage stage,
      int round,
      String driver,
      double difference,
      double[] a,
      double[] b,
      String excluded,
      String failure,
      double seconds) {
    boolean counts() {
      return excluded == null && failure == null;
    }
  }

  /** Opens a log, with what an earlier run left in it; a last line that was cut off is dropped. */
  PairLog(Path file) throws IOException {
    this.file = file;
    if (!Files.exists(file)) {
      return;
    }
    String text = Files.readString(file);
    int whole = text.lastIndexOf('\n') + 1;
    if (whole < text.length()) {
      Files.writeString(file, text.substring(0, whole));
    }
    for (String line : text.substring(0, whole).lines().toList()) {
      entries.add(entry(MAPPER.readTree(line)));
    }
  }

  private static Entry entry(JsonNode node) {
    return new Entry(
        node.get("cell").asText(),
        node.get("repeat").asInt(),
        GateStage.valueOf(node.get("stage").asText().toUpperCase(Locale.ROOT)),
        node.get("round").asInt(),
        node.get("driver").asText(),
        node.get("difference").isNull() ? Double.NaN : node.get("difference").asDouble(),
        scores(node.get("a")),
        scores(node.get("b")),
        node.get("excluded").isNull() ? null : node.get("excluded").asText(),
        node.get("failure").isNull() ? null : node.get("failure").asText(),
        node.get("seconds").asDouble());
  }

  /** Adds a pair; it is on disk when the call returns. */
  void append(Entry entry) throws IOException {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("cell", entry.cell());
    node.put("repeat", entry.repeat());
    node.put("stage", entry.stage().label());
    node.put("round", entry.round());
    node.put("driver", entry.driver());
    if (Double.isNaN(entry.difference())) {
      node.putNull("difference");
    } else {
      node.put("difference", entry.difference());
    }
    put(node.putArray("a"), entry.a());
    put(node.putArray("b"), entry.b());
    node.put("excluded", entry.excluded());
    node.put("failure", entry.failure());
    node.put("seconds", entry.seconds());
    Files.write(
        file,
        (MAPPER.writeValueAsString(node) + '\n').getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    entries.add(entry);
  }

  private static double[] scores(JsonNode array) {
    double[] scores = new double[array.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = array.get(i).asDouble();
    }
    return scores;
  }

  private static void put(ArrayNode array, double[] scores) {
    for (double score : scores) {
      array.add(score);
    }
  }

  /** The pairs of a cell, in order. */
  List<Entry> of(String cell, int repeat) {
    return entries.stream().filter(e -> e.cell().equals(cell) && e.repeat() == repeat).toList();
  }

  /** Whether a round of a cell is there. */
  boolean has(String cell, int repeat, GateStage stage, int round) {
    return of(cell, repeat).stream().anyMatch(e -> e.stage() == stage && e.round() == round);
  }

  /** The differences that count, of a stage of a cell, in order. */
  List<Double> differences(String cell, int repeat, GateStage stage) {
    return of(cell, repeat).stream()
        .filter(entry -> entry.stage() == stage && entry.counts())
        .map(Entry::difference)
        .toList();
  }
}
