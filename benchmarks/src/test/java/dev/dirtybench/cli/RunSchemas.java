package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Checks what a real run leaves against the JSON Schemas that the jar has. */
final class RunSchemas {
  private RunSchemas() {}

  /** Every file below a folder that has a schema must be as it says; returns how many there are. */
  static int requireValid(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(file -> RunSchemas.class.getResource(schemaOf(file)) != null).toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString();
      JsonSchema schema = schema(schemaOf(file));
      String text = Files.readString(file);
      List<String> values = name.endsWith(".jsonl") ? text.lines().toList() : List.of(text);
      for (int i = 0; i < values.size(); i++) {
        assertEquals(
            Set.of(),
            schema.validate(new ObjectMapper().readTree(values.get(i))),
            file + ", value " + (i + 1));
      }
    }
    return files.size();
  }

  private static String schemaOf(Path file) {
    String name = file.getFileName().toString().split("[.]", 2)[0];
    return "/dev/dirtybench/results/schema/" + name + ".schema.json";
  }

  private static JsonSchema schema(String resource) throws IOException {
    try (InputStream in = RunSchemas.class.getResourceAsStream(resource)) {
      return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(in);
    }
  }
}
