package dev.dirtybench.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of one JSON value a line that only grows; a line that was cut off does not count. */
final class JsonLines {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Path file;

  JsonLines(Path file) {
    this.file = file;
  }

  /** Adds a line; it is on its way to the disk when the call returns. */
  void append(Object value) throws IOException {
    byte[] line = (MAPPER.writeValueAsString(value) + '\n').getBytes(StandardCharsets.UTF_8);
    // One write of a plain stream: an interrupt of the calling thread must not close it half-way.
    try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
      out.write(line);
    }
  }

  /** The lines that are whole, in order; none if there is no file. */
  <T> List<T> read(Class<T> type) throws IOException {
    List<T> values = new ArrayList<>();
    if (!Files.exists(file)) {
      return values;
    }
    String text = Files.readString(file);
    List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      try {
        values.add(MAPPER.readValue(lines.get(i), type));
      } catch (JsonProcessingException e) {
        var fault =
            new ResultFormatException(
                file.getFileName().toString(),
                "line " + (i + 1),
                "one " + type.getSimpleName() + " in JSON",
                e.getOriginalMessage().lines().findFirst().orElse(""));
        fault.initCause(e);
        throw fault;
      }
    }
    return values;
  }

  /** Replaces all lines at once. */
  void replace(List<?> values) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Object value : values) {
      text.append(MAPPER.writeValueAsString(value)).append('\n');
    }
    AtomicFile.write(file, text.toString());
  }
}
