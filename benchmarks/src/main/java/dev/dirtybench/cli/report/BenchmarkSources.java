package dev.dirtybench.cli.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the line of a benchmark's method in a checkout. */
final class BenchmarkSources {
  private static final String SOURCES = "benchmarks/src/main/java";

  private final Path home;

  BenchmarkSources(Path home) {
    this.home = home;
  }

  /** Where a method stands, as {@code path:line} from the checkout's root; empty if not there. */
  Optional<String> place(String benchmark) {
    int dot = benchmark.lastIndexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    String path = SOURCES + '/' + benchmark.substring(0, dot).replace('.', '/') + ".java";
    Path file = home.resolve(path);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(file);
      String method = ".*[ >]" + benchmark.substring(dot + 1) + "\\(.*\\{.*";
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).matches(method)) {
          return Optional.of(path + ':' + (i + 1));
        }
      }
      return Optional.of(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
