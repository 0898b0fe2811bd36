package dev.dirtybench.results.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Checks the files of run folders and gates against their JSON Schemas. */
public final class RunSchemas {
  private static final String FOLDER = "/dev/dirtybench/results/schema/";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The schema of each file by its name. */
  static final Map<String, String> BY_FILE =
      new TreeMap<>(
          Map.of(
              "manifest.json", "manifest",
              "schedule.jsonl", "schedule",
              "warmup.jsonl", "warmup",
              "verdict.json", "verdict",
              "pairs.jsonl", "pairs",
              "rulers.jsonl", "rulers",
              "calibration.json", "calibration"));

  private RunSchemas() {}

  static JsonNode text(String name) throws IOException {
    try (InputStream in = RunSchemas.class.getResourceAsStream(FOLDER + name + ".schema.json")) {
      return MAPPER.readTree(in);
    }
  }

  private static JsonSchema schema(String name) throws IOException {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(text(name));
  }

  /** What is wrong with a value, a line each. */
  static List<String> faults(String schema, JsonNode value) throws IOException {
    Set<ValidationMessage> messages = schema(schema).validate(value);
    return messages.stream().map(ValidationMessage::getMessage).toList();
  }

  /** A value must be as its schema says. */
  public static void requireValid(String schema, JsonNode value) throws IOException {
    assertEquals(List.of(), faults(schema, value), schema);
  }

  /**
   * Every file below a folder that has a schema must be as it says.
   *
   * @return how many there were
   */
  public static int requireValid(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(file -> BY_FILE.containsKey(file.getFileName().toString())).toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString();
      JsonSchema schema = schema(BY_FILE.get(name));
      String text = Files.readString(file);
      List<String> values = name.endsWith(".jsonl") ? text.lines().toList() : List.of(text);
      for (int i = 0; i < values.size(); i++) {
        Set<ValidationMessage> faults = schema.validate(MAPPER.readTree(values.get(i)));
        assertEquals(Set.of(), faults, file + ", value " + (i + 1));
      }
    }
    return files.size();
  }
}
