package dev.dirtybench.workloads;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/** Writes the project's CSV form of a write trace, so that {@link CsvTraceReader} gives it back. */
public final class CsvTraceWriter {
  private CsvTraceWriter() {}

  /**
   * Writes a file, whole or not at all: into a temporary file beside it, which then takes its name.
   *
   * @param trace what to write
   * @param path where to; gzip when the name ends in .gz; an existing file is replaced
   * @throws IOException if it cannot be written; an existing file is then as it was
   */
  public static void write(WriteTrace trace, Path path) throws IOException {
    String name = path.getFileName().toString();
    Path temporary = path.resolveSibling('.' + name + '.' + UUID.randomUUID() + ".tmp");
    try {
      try (OutputStream file = Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW);
          OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(file, 1 << 13) : file) {
        write(trace, out);
      }
      Files.move(
          temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void write(WriteTrace trace, OutputStream out) throws IOException {
    StringBuilder head = new StringBuilder();
    comment(head, CsvHead.VERSION_LINE);
    comment(head, "name: " + trace.name());
    comment(head, "device_size_bytes: " + trace.deviceSize());
    comment(head, "source: " + trace.source());
    comment(head, "operations: " + trace.size());
    trace.comments().forEach(line -> comment(head, line));
    head.append(CsvRows.HEADER).append('\n');
    out.write(head.toString().getBytes(StandardCharsets.UTF_8));
    CsvRows.write(trace, out);
  }

  private static void comment(StringBuilder head, String line) {
    head.append("# ").append(line).append('\n');
  }
}
