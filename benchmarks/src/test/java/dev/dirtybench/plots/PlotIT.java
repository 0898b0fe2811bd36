package dev.dirtybench.plots;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code scripts/plot}, as a user calls it. */
@Tag("once")
class PlotIT {
  private static final Set<String> KINDS =
      Set.of("scaling", "density", "memory", "pareto", "forest", "history", "portrait");

  @TempDir Path folder;

  @BeforeEach
  void needsMatplotlib() throws Exception {
    PlotScript.requireMatplotlib();
  }

  @Test
  void drawsTheReferenceRun() throws Exception {
    PlotScript plot =
        PlotScript.run("plot", PlotScript.reference(), "--format", "png", "--out", folder);
    assertEquals(0, plot.exit(), plot.err().toString());
    assertAllDrawn(plot);
    Set<String> kinds = kinds(plot);
    assertTrue(
        kinds.containsAll(Set.of("scaling", "memory", "pareto", "forest", "portrait")),
        kinds.toString());
    for (String kind : KINDS) {
      boolean told = plot.err().stream().anyMatch(line -> line.startsWith("plot: no " + kind));
      assertEquals(!kinds.contains(kind), told, kind + ": " + plot.err());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"svg", "pdf", "png"})
  void drawsEveryKindInEveryFormat(String format) throws Exception {
    PlotScript plot = draw(InventedRun.in(folder, "one", 1), format, folder.resolve("out"));
    assertEquals(0, plot.exit(), plot.err().toString());
    assertEquals(KINDS, kinds(plot));
    assertAllDrawn(plot);
  }

  @Test
  void drawsSeveralRunsSideBySide() throws Exception {
    Path one = InventedRun.in(folder, "one", 1);
    Path two = InventedRun.in(folder, "two", 2);
    PlotScript plot =
        PlotScript.run(
            "plot", one, two, "--kind", "forest", "--kind", "pareto", "--out", folder.resolve("p"));
    assertEquals(0, plot.exit(), plot.err().toString());
    assertAllDrawn(plot);
  }

  @ParameterizedTest
  @ValueSource(strings = {"svg", "pdf", "png"})
  void drawsTheSameBytesForTheSameRun(String format) throws Exception {
    Path run = InventedRun.in(folder, "one", 1);
    PlotScript first = draw(run, format, folder.resolve("a"), "--kind", "scaling");
    draw(run, format, folder.resolve("b"), "--kind", "scaling");
    for (String line : first.out()) {
      Path name = Path.of(line).getFileName();
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("a").resolve(name)),
          Files.readAllBytes(folder.resolve("b").resolve(name)),
          line);
    }
  }

  @Test
  void refusesAKindThatTheRunHasNothingFor() throws Exception {
    Path run = InventedRun.in(folder, "one", 1);
    Path nothing = InventedRun.history(folder.resolve("history.csv"));
    Files.writeString(nothing, Files.readAllLines(nothing).get(0) + '\n');
    assertRefused(
        PlotScript.run("plot", run, "--kind", "history", "--history", nothing),
        "plot: no history: history.csv holds no cell of these runs at two commits");
  }

  @Test
  void refusesWhatIsNoRunInOneLine() throws Exception {
    assertRefused(
        PlotScript.run("plot", folder.resolve("no")), "expected a run folder, found nothing");
    assertRefused(PlotScript.run("plot", folder), "expected a run folder with manifest.json");
    assertRefused(PlotScript.run("plot", folder, "--kind", "x"), "invalid choice: 'x'");
    Path run = InventedRun.in(folder, "one", 1);
    assertRefused(PlotScript.run("plot", run, run), "expected each run once");
    Path manifest = run.resolve("manifest.json");
    Files.writeString(manifest, "{\"schemaVersion\": 2}");
    assertRefused(PlotScript.run("plot", run), "expected schemaVersion 1, found 2");
    Files.writeString(manifest, "{\"schemaVe");
    assertRefused(PlotScript.run("plot", run), "expected the manifest of a run");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 600})
  void refusesTablesThatAreEmptyOrCutOffInOneLine(int length) throws Exception {
    Path run = InventedRun.in(folder, "one", 1);
    Path summary = run.resolve("summary.csv");
    String text = Files.readString(summary);
    String half = length > 1 ? text.lines().findFirst().orElseThrow() + '\n' : text;
    Files.writeString(summary, half.substring(0, Math.min(length, half.length())));
    assertRefused(PlotScript.run("plot", run, "--out", folder.resolve("out")), "expected");
    assertFalse(Files.exists(folder.resolve("out")));
  }

  private PlotScript draw(Path run, String format, Path out, String... more) throws Exception {
    Path history = InventedRun.history(folder.resolve("history.csv"));
    List<Object> words =
        new ArrayList<>(List.of(run, "--format", format, "--out", out, "--history", history));
    words.addAll(List.of(more));
    return PlotScript.run("plot", words.toArray());
  }

  private static Set<String> kinds(PlotScript plot) {
    return plot.out().stream()
        .map(line -> Path.of(line).getFileName().toString().split("-")[0])
        .collect(Collectors.toSet());
  }

  private static void assertAllDrawn(PlotScript plot) throws IOException {
    assertFalse(plot.out().isEmpty());
    for (String line : plot.out()) {
      PictureFile.assertDrawn(Path.of(line));
    }
  }

  private static void assertRefused(PlotScript plot, String why) {
    assertEquals(2, plot.exit(), plot.err().toString());
    assertEquals(1, plot.err().size(), plot.err().toString());
    assertTrue(plot.err().get(0).contains(why), plot.err().get(0));
    assertEquals(List.of(), plot.out());
  }
}
