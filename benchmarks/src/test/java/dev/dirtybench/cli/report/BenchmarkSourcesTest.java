package dev.dirtybench.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.results.report.ReportInput.SourceLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkSourcesTest {
  private static final String PATH = "benchmarks/src/main/java/some/Sets.java";

  @TempDir Path home;

  @BeforeEach
  void aCheckout() throws IOException {
    Path file = home.resolve(PATH);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "class Sets {\n\n  public long set(State state) {\n  }\n}\n");
  }

  @Test
  void aPageInTheCheckoutLinksByARelativePath() {
    Path page = home.resolve("results/runs/one/report.html");
    assertEquals(
        Optional.of(new SourceLine(PATH + ":3", "../../../" + PATH + "#L3")),
        new BenchmarkSources(home, page, "").line("some.Sets.set"));
  }

  @Test
  void aPageElsewhereTellsThePlaceAndNoPathOfTheMachine() {
    Path page = home.resolveSibling("report.html");
    assertEquals(
        Optional.of(new SourceLine(PATH + ":3", "")),
        new BenchmarkSources(home, page, "").line("some.Sets.set"));
  }

  @Test
  void aPageWithAnAddressOfTheSourcesLinksThere() {
    Path page = home.resolveSibling("report.html");
    assertEquals(
        "https://example.org/a/" + PATH + "#L3",
        new BenchmarkSources(home, page, "https://example.org/a")
            .line("some.Sets.set")
            .orElseThrow()
            .link());
  }

  @Test
  void aBenchmarkOfAnotherProjectHasNoLine() {
    BenchmarkSources sources = new BenchmarkSources(home, home.resolve("report.html"), "");
    assertTrue(sources.line("org.example.Other.run").isEmpty());
    assertTrue(sources.line("run").isEmpty());
  }
}
