package dev.dirtybench.benchmarks.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dirtybench.benchmarks.run.Rulers;
import dev.dirtybench.results.gate.RulerNoise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the rulers now and then while a gate measures, and keeps each reading as a line of JSON; a
 * gate that goes on with its folder has those of before too.
 */
final class RulerLog {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final long INTERVAL_NANOS = 15_000_000_000L;

  private final Path file;
  private final Rulers rulers;
  private final List<Map<String, Double>> readings = new ArrayList<>();
  private long next = System.nanoTime();

  RulerLog(Path file, Rulers rulers) throws IOException {
    this.file = file;
    this.rulers = rulers;
    if (Files.exists(file)) {
      String text = Files.readString(file);
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
        readings.add(reading(MAPPER.readTree(line).path("nanos")));
      }
    }
  }

  private static Map<String, Double> reading(JsonNode nanos) {
    Map<String, Double> reading = new LinkedHashMap<>();
    nanos.properties().forEach(ruler -> reading.put(ruler.getKey(), ruler.getValue().asDouble()));
    return reading;
  }

  /** Reads the rulers, unless that was just done. */
  void readIfDue() throws IOException, InterruptedException {
    if (System.nanoTime() - next < 0) {
      return;
    }
    Map<String, Double> reading = rulers.measure();
    readings.add(reading);
    ObjectNode node = MAPPER.createObjectNode();
    node.put("utc", Instant.now().toString());
    ObjectNode nanos = node.putObject("nanos");
    reading.forEach(nanos::put);
    Files.write(
        file,
        (MAPPER.writeValueAsString(node) + '\n').getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    next = System.nanoTime() + INTERVAL_NANOS;
  }

  /** How much they changed so far. */
  List<RulerNoise> noise() {
    return RulerNoise.of(readings);
  }
}
