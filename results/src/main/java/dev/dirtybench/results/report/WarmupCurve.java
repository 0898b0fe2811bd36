package dev.dirtybench.results.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dirtybench.results.ResultFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All iterations of one fork, those of the warm-up first: lines of {@code warmup.jsonl}.
 *
 * @param cell name of the cell
 * @param fork which one of its cell, from 1
 * @param unit of the scores, JMH's
 * @param warm scores before the measured ones
 * @param measured scores that count
 */
public record WarmupCurve(
    String cell, int fork, String unit, List<Double> warm, List<Double> measured) {
  private static final String FILE = "warmup.jsonl";

  /**
   * Reads the curves of a run; none if it kept none. A last line that was cut off is left out.
   *
   * @throws ResultFormatException if another line is no JSON
   */
  static List<WarmupCurve> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    Map<List<Object>, WarmupCurve> curves = new LinkedHashMap<>();
    if (!Files.exists(file)) {
      return List.of();
    }
    String text = Files.readString(file);
    ObjectMapper mapper = new ObjectMapper();
    int number = 0;
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      JsonNode entry = parse(mapper, line, ++number);
      String cell = entry.path("cellId").asText();
      int fork = entry.path("fork").asInt();
      WarmupCurve curve =
          curves.computeIfAbsent(
              List.of(cell, fork, entry.path("seq").asInt()),
              key ->
                  new WarmupCurve(
                      cell,
                      fork,
                      entry.path("unit").asText(),
                      new ArrayList<>(),
                      new ArrayList<>()));
      (entry.path("phase").asText().equals("warm") ? curve.warm : curve.measured)
          .add(entry.path("score").asDouble());
    }
    return List.copyOf(curves.values());
  }

  private static JsonNode parse(ObjectMapper mapper, String line, int number)
      throws ResultFormatException {
    try {
      return mapper.readTree(line);
    } catch (JsonProcessingException e) {
      var fault =
          new ResultFormatException(
              FILE, "line " + number, "a JSON object for each iteration", e.getOriginalMessage());
      fault.initCause(e);
      throw fault;
    }
  }
}
