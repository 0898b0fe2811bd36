package dev.dirtybench.cli.report;

import dev.dirtybench.results.report.ReportInput.SourceLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the line of a benchmark's method in a checkout, and the way there from a page. */
final class BenchmarkSources {
  private static final String SOURCES = "benchmarks/src/main/java";

  private final Path home;
  private final Path page;
  private final String url;

  /**
   * Sources as a page sees them.
   *
   * @param home the checkout
   * @param page the page's file; in the checkout it links by relative paths
   * @param url where the checkout can be looked at, without a slash at its end; empty for the
   *     checkout itself
   */
  BenchmarkSources(Path home, Path page, String url) {
    this.home = home.toAbsolutePath().normalize();
    this.page = page.toAbsolutePath().normalize();
    this.url = url;
  }

  /** Where a method stands; empty if not there. */
  Optional<SourceLine> line(String benchmark) {
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
          return Optional.of(new SourceLine(path + ':' + (i + 1), link(path, "#L" + (i + 1))));
        }
      }
      return Optional.of(new SourceLine(path, link(path, "")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A page outside the checkout may go anywhere: a path would tell where it was made. */
  private String link(String path, String anchor) {
    if (!url.isEmpty()) {
      return url + '/' + path + anchor;
    }
    if (!page.startsWith(home)) {
      return "";
    }
    return page.getParent().relativize(home.resolve(path)).toString().replace('\\', '/') + anchor;
  }
}
