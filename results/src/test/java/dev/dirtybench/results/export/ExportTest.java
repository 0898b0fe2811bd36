package dev.dirtybench.results.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dirtybench.results.Golden;
import dev.dirtybench.results.JsonFiles;
import dev.dirtybench.results.ResultFormatException;
import dev.dirtybench.results.export.ActionBenchmarks.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
  private static final Path RUN = Path.of("src", "test", "resources", "golden", "run");
  private static final Path JMH = Path.of("src", "test", "resources", "jmh");

  @TempDir Path folder;

  private static ExportedRun jmh(String file) throws IOException {
    return ExportedRun.read(JMH.resolve(file));
  }

  private ExportedRun written(String json) throws IOException {
    Path file = folder.resolve("jmh.json");
    Files.writeString(file, json);
    return ExportedRun.read(file);
  }

  private static String entry(String benchmark, String mode, int threads, String params) {
    return """
        {"benchmark": "%s", "mode": "%s", "threads": %d, "params": {%s},
         "primaryMetric": {"scoreUnit": "%s", "rawData": [[1.0, 2.0, 3.0], [4.0]]}}"""
        .formatted(benchmark, mode, threads, params, mode.equals("thrpt") ? "ops/ms" : "us/op");
  }

  @Test
  void everyFormOfARunIsAsItIsKept() throws IOException {
    ExportedRun run = ExportedRun.read(RUN);
    Golden.assertMatches("export/run.txt", GoBenchmarks.text(run));
    Golden.assertMatches("export/run.bmf.json", JsonFiles.print(BencherMetrics.json(run)));
    Golden.assertMatches(
        "export/run.smaller.json", JsonFiles.print(ActionBenchmarks.json(run, Direction.SMALLER)));
    Golden.assertMatches("export/run.otava.txt", joined(OtavaFiles.ofRuns(List.of(run))));
  }

  @Test
  void everyFormOfAnotherProjectsFileIsAsItIsKept() throws IOException {
    ExportedRun run = jmh("1.37-avgt-gc.json");
    assertNull(run.commit());
    Golden.assertMatches("export/jmh.txt", GoBenchmarks.text(run));
    Golden.assertMatches("export/jmh.bmf.json", JsonFiles.print(BencherMetrics.json(run)));
    Golden.assertMatches(
        "export/jmh.smaller.json", JsonFiles.print(ActionBenchmarks.json(run, Direction.SMALLER)));
    Golden.assertMatches(
        "export/jmh.bigger.json",
        JsonFiles.print(ActionBenchmarks.json(jmh("1.37-ss-thrpt.json"), Direction.BIGGER)));
    ExportedRun known = run.of("abc1234", Instant.parse("2026-11-23T00:00:00Z"));
    Golden.assertMatches("export/jmh.otava.txt", joined(OtavaFiles.ofRuns(List.of(known))));
  }

  private static String joined(Map<String, String> files) {
    StringBuilder text = new StringBuilder();
    files.forEach((name, content) -> text.append("== ").append(name).append('\n').append(content));
    return text.toString();
  }

  @Test
  void benchstatsFormIsReadByTheRulesOfItsDescription() throws IOException {
    for (Path path :
        List.of(
            RUN,
            JMH.resolve("1.37-avgt-gc.json"),
            JMH.resolve("1.21-avgt-gc-stack.json"),
            JMH.resolve("1.37-sample.json"),
            JMH.resolve("1.37-ss-thrpt.json"))) {
      ExportedRun run = ExportedRun.read(path);
      GoBenchmarkReader read = GoBenchmarkReader.read(GoBenchmarks.text(run));
      int forks = run.benchmarks().stream().mapToInt(b -> b.iterations().length).sum();
      assertEquals(forks, read.lines.size());
      for (GoBenchmarkReader.Line line : read.lines) {
        assertTrue(read.units.keySet().containsAll(line.values().keySet()));
        assertFalse(line.parts().containsKey("gomaxprocs"), line.toString());
      }
      assertTrue(read.configuration.containsKey("jdk"), path.toString());
      assertFalse(read.configuration.containsKey("commit"), "would keep runs apart");
    }
  }

  @Test
  void aLineHoldsAForksMedianInNanosecondsOrPerSecond() throws IOException {
    GoBenchmarkReader read =
        GoBenchmarkReader.read(
            GoBenchmarks.text(
                written(
                    '['
                        + entry("org.acme.ParserBenchmark.parse", "avgt", 1, "")
                        + ','
                        + entry("org.acme.ParserBenchmark.parse", "thrpt", 1, "")
                        + ','
                        + entry("org.acme.ParserBenchmark.parse", "ss", 1, "")
                        + ']')));
    assertEquals(6, read.lines.size());
    assertEquals(Map.of("ns/op", 2000.0), read.lines.get(0).values());
    assertEquals(3, read.lines.get(0).iterations());
    assertEquals(Map.of("ns/op", 4000.0), read.lines.get(1).values());
    assertEquals(Map.of("ops/s", 2000.0), read.lines.get(2).values());
    assertEquals("thrpt", read.lines.get(2).parts().get("mode"));
    assertEquals("ss", read.lines.get(4).parts().get("mode"));
    assertEquals("better=higher", read.units.get("ops/s"));
  }

  @Test
  void namesSurviveBlanksSlashesThreadsAndNumbersAtTheirEnd() throws IOException {
    GoBenchmarkReader read =
        GoBenchmarkReader.read(
            GoBenchmarks.text(
                written(
                    '['
                        + entry("a.SetBenchmark.set", "avgt", 1, "\"size\": \"1e-4\"")
                        + ','
                        + entry("a.SetBenchmark.set", "avgt", 4, "\"size\": \"a b/c%\"")
                        + ','
                        + entry("b.SetBenchmark.set", "avgt", 1, "\"backend\": \"x\"")
                        + ','
                        + entry("b.Io.readAll", "avgt", 1, "\"z\": \"1\", \"backend\": \"x\"")
                        + ']')));
    GoBenchmarkReader.Line first = read.lines.get(0);
    assertEquals("Set", first.base());
    assertEquals("1e-4", first.parts().get("size"));
    assertEquals("1", first.parts().get("gomaxprocs"));
    assertEquals("a.SetBenchmark.set", first.parts().get("benchmark"));
    assertEquals("a%20b%2Fc%25", read.lines.get(2).parts().get("size"));
    assertEquals("4", read.lines.get(2).parts().get("gomaxprocs"));
    assertEquals("b.SetBenchmark.set", read.lines.get(4).parts().get("benchmark"));
    assertEquals("Io.readAll", read.lines.get(6).base());
    assertArrayEquals(new Object[] {"backend", "z"}, read.lines.get(6).parts().keySet().toArray());
  }

  /** What the schema of bencher.dev/bmf.json asks for, and the longest names that Bencher takes. */
  @Test
  void bencherMetricsHaveTheFormOfItsSchema() throws IOException {
    for (Path path : List.of(RUN, JMH.resolve("1.37-avgt-gc.json"))) {
      JsonNode root = BencherMetrics.json(ExportedRun.read(path));
      assertTrue(root.isObject() && !root.isEmpty());
      for (var benchmark : root.properties()) {
        assertTrue(benchmark.getKey().length() <= 1024, benchmark.getKey());
        for (var measure : benchmark.getValue().properties()) {
          assertTrue(measure.getKey().matches("[a-z0-9-]{1,64}"), measure.getKey());
          assertTrue(measure.getValue().path("value").isNumber());
          measure.getValue().forEach(value -> assertTrue(value.isNumber()));
          List<String> names = List.of("value", "lower_value", "upper_value");
          measure.getValue().fieldNames().forEachRemaining(n -> assertTrue(names.contains(n), n));
        }
      }
    }
  }

  @Test
  void otavaGetsNoEmptyFieldAndOneLineForEachRun() throws IOException {
    ExportedRun run = jmh("1.37-avgt-gc.json");
    Map<String, String> files =
        OtavaFiles.ofRuns(
            List.of(
                run.of("c2", Instant.parse("2026-11-02T00:00:00Z")),
                run.of("c1", Instant.parse("2026-11-01T00:00:00Z"))));
    assertEquals(run.benchmarks().size() + 1, files.size());
    String yaml = files.get("otava.yaml");
    files.forEach(
        (name, csv) -> {
          if (!name.equals("otava.yaml")) {
            assertTrue(yaml.contains('"' + name + '"'), name);
            List<String> lines = csv.lines().toList();
            assertEquals(3, lines.size(), csv);
            assertTrue(lines.get(0).startsWith("time,commit,"), csv);
            assertTrue(lines.get(1).startsWith("2026-11-01T00:00:00Z,c1,"), csv);
            lines.forEach(line -> assertEquals(4, line.split(",").length, line));
          }
        });
  }

  @Test
  void aResultTwiceIsRefusedInsteadOfLost() throws IOException {
    String twice = '[' + entry("a.B.c", "avgt", 1, "") + ',' + entry("a.B.c", "avgt", 1, "") + ']';
    var e = assertThrows(ResultFormatException.class, () -> written(twice));
    assertTrue(e.getMessage().contains("again"), e.getMessage());
  }

  @Test
  void whatCannotBeExportedIsNamed() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThrows(ResultFormatException.class, () -> ExportedRun.read(empty));
    assertThrows(ResultFormatException.class, () -> written("[]"));
    assertThrows(ResultFormatException.class, () -> written("[{"));
    String notFinite = entry("a.B.c", "avgt", 1, "").replace("4.0", "\"NaN\"");
    var e = assertThrows(ResultFormatException.class, () -> written('[' + notFinite + ']'));
    assertTrue(e.getMessage().contains("finite"), e.getMessage());
  }
}
