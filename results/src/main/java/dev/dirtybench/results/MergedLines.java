package dev.dirtybench.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of one JSON object a line, of several shards one behind the other. Numbers of JVMs,
 * {@code seq}, go on from shard to shard, in all files alike.
 */
final class MergedLines {
  private static final String SEQ = "seq";

  /** Members that are the number of a JVM. */
  private static final List<String> NUMBERS = List.of(SEQ, "rulerRef");

  private static final List<String> FILES = List.of(RunFolder.SCHEDULE, RunFolder.WARMUP);

  private MergedLines() {}

  static void write(List<RecordedRun> shards, Path folder) throws IOException {
    StringBuilder[] texts = {new StringBuilder(), new StringBuilder()};
    int before = 0;
    for (RecordedRun shard : shards) {
      int most = 0;
      for (int i = 0; i < texts.length; i++) {
        most = Math.max(most, append(shard, FILES.get(i), before, texts[i]));
      }
      before += most;
    }
    for (int i = 0; i < texts.length; i++) {
      if (!texts[i].isEmpty()) {
        AtomicFile.write(folder.resolve(FILES.get(i)), texts[i].toString());
      }
    }
  }

  /** Returns the largest number of a JVM in the file, 0 if there is none. */
  private static int append(RecordedRun shard, String fileName, int before, StringBuilder target)
      throws IOException {
    Path file = shard.path().resolve(fileName);
    if (!Files.exists(file)) {
      return 0;
    }
    String text = Files.readString(file);
    int most = 0;
    int number = 0;
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      number++;
      ObjectNode object = object(shard.name() + '/' + fileName, number, line);
      most = Math.max(most, object.path(SEQ).asInt());
      for (String name : NUMBERS) {
        if (object.path(name).isInt()) {
          object.put(name, object.path(name).intValue() + before);
        }
      }
      target.append(JsonFiles.MAPPER.writeValueAsString(object)).append('\n');
    }
    return most;
  }

  private static ObjectNode object(String file, int number, String line)
      throws ResultFormatException {
    String expected = "a JSON object in line " + number;
    try {
      JsonNode node = JsonFiles.MAPPER.readTree(line);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new ResultFormatException(file, "", expected, "something else");
    } catch (JsonProcessingException e) {
      var fault = new ResultFormatException(file, "", expected, e.getOriginalMessage());
      fault.initCause(e);
      throw fault;
    }
  }
}
