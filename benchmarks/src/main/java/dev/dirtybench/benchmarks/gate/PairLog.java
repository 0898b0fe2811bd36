package dev.dirtybench.benchmarks.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

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
   * @param stage decide or confirm
   * @param round 0 for the first of the stage
   * @param driver how it was measured
   * @param difference NaN if there is none
   * @param excluded why it does not count, or null
   * @param failure why there is no difference, or null
   * @param seconds that it took
   */
  record Entry(
      String cell,
      int repeat,
      String stage,
      int round,
      String driver,
      double difference,
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
        node.get("stage").asText(),
        node.get("round").asInt(),
        node.get("driver").asText(),
        node.get("difference").isNull() ? Double.NaN : node.get("difference").asDouble(),
        node.get("excluded").isNull() ? null : node.get("excluded").asText(),
        node.get("failure").isNull() ? null : node.get("failure").asText(),
        node.get("seconds").asDouble());
  }

  /** Adds a pair; it is on disk when the call returns. */
  void append(Entry entry) throws IOException {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("cell", entry.cell());
    node.put("repeat", entry.repeat());
    node.put("stage", entry.stage());
    node.put("round", entry.round());
    node.put("driver", entry.driver());
    if (Double.isNaN(entry.difference())) {
      node.putNull("difference");
    } else {
      node.put("difference", entry.difference());
    }
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

  /** The pairs of a stage of a cell, in order. */
  List<Entry> of(String cell, int repeat, String stage) {
    return entries.stream()
        .filter(e -> e.cell().equals(cell) && e.repeat() == repeat && e.stage().equals(stage))
        .toList();
  }
}
