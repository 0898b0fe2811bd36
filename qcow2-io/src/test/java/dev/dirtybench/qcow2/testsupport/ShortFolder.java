package dev.dirtybench.qcow2.testsupport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder whose path is short enough for the name of a unix socket. */
final class ShortFolder implements AutoCloseable {
  // The system allows 107 bytes; the longest name in the folder needs 16.
  private static final int MAX_BYTES = 90;

  private final Path folder;

  ShortFolder() throws IOException {
    Path preferred = Files.createTempDirectory("db");
    if (bytes(preferred) <= MAX_BYTES) {
      folder = preferred;
      return;
    }
    Files.delete(preferred);
    folder = Files.createTempDirectory(Path.of("/tmp"), "db");
  }

  private static int bytes(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  Path resolve(String name) {
    return folder.resolve(name);
  }

  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path one : all) {
      Files.deleteIfExists(one);
    }
  }
}
