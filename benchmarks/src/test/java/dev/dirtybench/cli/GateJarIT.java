package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate on the JMH jars of another project, as its author starts it. */
class GateJarIT {
  @TempDir Path folder;

  private Path jar(String name, TinyJmhProject project) throws IOException {
    return project.jar(folder.resolve(name));
  }

  private Launch gate(int rounds, Path base, Path candidate, String... more) throws Exception {
    List<String> words =
        new ArrayList<>(List.of("gate", "--base", base.toString(), "--new", candidate.toString()));
    words.addAll(
        List.of(
            "--rounds", Integer.toString(rounds), "--warmup", "1x50ms", "--iterations", "3x50ms"));
    words.addAll(List.of("--count-disturbed", "--out", folder.resolve("out").toString()));
    words.addAll(List.of(more));
    return Launch.alone(folder, words.toArray(String[]::new));
  }

  private JsonNode verdict() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("out/verdict.json").toFile());
  }

  private static JsonNode row(JsonNode rows, String cell, String metric) {
    for (JsonNode row : rows) {
      if (row.get("cell").asText().equals(cell)
          && (metric == null || row.get("metric").asText().equals(metric))) {
        return row;
      }
    }
    throw new AssertionError("no row of " + cell + " in " + rows);
  }

  @Test
  void findsTheSlowerBenchmarkAndLeavesTheSameOneAlone() throws Exception {
    Path base = jar("old.jar", new TinyJmhProject().sleeping("same", 2000).sleeping("slow", 2000));
    Path candidate =
        jar("new.jar", new TinyJmhProject().sleeping("same", 2000).sleeping("slow", 6000));
    Launch run = gate(4, base, candidate);
    assertEquals(1, run.exit(), run.out() + run.err());
    JsonNode slow = row(verdict().get("cells"), "org.sample.Tiny.slow/avgt", null);
    assertEquals("REGRESSION", slow.get("verdict").asText(), run.out());
    assertEquals(2.9, slow.get("ratio").asDouble(), 0.9, run.out());
    assertTrue(slow.get("confirmation").size() >= 4, run.out());
    JsonNode same = row(verdict().get("cells"), "org.sample.Tiny.same/avgt", null);
    assertFalse(same.get("verdict").asText().equals("REGRESSION"), run.out());
  }

  @Test
  void runsEveryModeAndCombinationOfParameters() throws Exception {
    TinyJmhProject project =
        new TinyJmhProject()
            .with("@Param({\"1\", \"2\"}) public int size;")
            .with("@Param({\"a b|c\"}) public String text;")
            .with(
                "@Benchmark @BenchmarkMode({Mode.Throughput, Mode.SampleTime})"
                    + " public int both() { if"
                    + " (!\"by-its-fork\".equals(System.getProperty(\"tiny.started\"))) throw new"
                    + " IllegalStateException(\"its flags are gone\"); return size; }")
            .with("@Benchmark @BenchmarkMode(Mode.SingleShotTime) public int once() { return 1; }")
            .with("@Benchmark @Group(\"g\") public int left() { return 1; }")
            .with("@Benchmark @Group(\"g\") public int right() { return 1; }");
    Path jar = jar("old.jar", project);
    Launch run = gate(1, jar, jar, "--no-sharp", "--include", "both|once|g");
    List<String> cells = new ArrayList<>();
    verdict().get("cells").forEach(cell -> cells.add(cell.get("cell").asText()));
    assertEquals(8, cells.size(), cells.toString());
    for (JsonNode cell : verdict().get("cells")) {
      assertEquals(1, cell.get("screen").size(), cell + run.err());
      assertFalse(cell.get("verdict").asText().equals("INVALID"), cell + run.err());
    }
    assertTrue(cells.contains("org.sample.Tiny.both/sample/size=2/text=a b|c"), cells.toString());
    assertTrue(cells.contains("org.sample.Tiny.g/avgt/size=1/text=a b|c"), cells.toString());
    assertTrue(cells.contains("org.sample.Tiny.once/ss/size=1/text=a b|c"), cells.toString());
  }

  @Test
  void countsWhatIsAllocatedAndWhatMustStayTheSame() throws Exception {
    String counters =
        "@AuxCounters(AuxCounters.Type.EVENTS) @State(Scope.Thread) public static class Work {"
            + " public long words; }";
    String shot = "@Benchmark @BenchmarkMode(Mode.SingleShotTime) public void once(Work w)";
    TinyJmhProject old =
        new TinyJmhProject()
            .with("@Benchmark public byte[] garbage() { return new byte[100]; }")
            .with("@Benchmark public byte[] steady() { return new byte[100]; }")
            .with(counters)
            .with(shot + " { w.words += 7; }");
    TinyJmhProject changed =
        new TinyJmhProject()
            .with("@Benchmark public byte[] garbage() { return new byte[400]; }")
            .with("@Benchmark public byte[] steady() { return new byte[100]; }")
            .with(counters)
            .with(shot + " { w.words += 8; }");
    Launch run =
        gate(
            1,
            jar("old.jar", old),
            jar("new.jar", changed),
            "--exact",
            "words",
            "--format",
            "markdown");
    assertEquals(1, run.exit(), run.out() + run.err());
    JsonNode sharp = verdict().get("sharp");
    JsonNode garbage = row(sharp, "org.sample.Tiny.garbage/avgt", "gc.alloc.rate.norm");
    assertEquals("REGRESSION", garbage.get("verdict").asText());
    assertEquals(120, garbage.get("a").asDouble(), 8);
    assertEquals(416, garbage.get("b").asDouble(), 8);
    JsonNode steady = row(sharp, "org.sample.Tiny.steady/avgt", "gc.alloc.rate.norm");
    assertEquals("EQUIVALENT", steady.get("verdict").asText());
    JsonNode words = row(sharp, "org.sample.Tiny.once/ss", "words");
    assertEquals("REGRESSION", words.get("verdict").asText());
    assertEquals(7, words.get("a").asDouble());
    assertTrue(run.out().contains("| org.sample.Tiny.once/ss | words (#) | 7 | 8 | equal |"));
  }

  @Test
  void saysWhichBenchmarksHaveVanishedAndWhichAreNew() throws Exception {
    Path base = jar("old.jar", new TinyJmhProject().sleeping("kept", 500).sleeping("gone", 500));
    Path candidate =
        jar("new.jar", new TinyJmhProject().sleeping("kept", 500).sleeping("fresh", 500));
    Launch run = gate(1, base, candidate, "--no-sharp");
    assertEquals(4, run.exit(), run.out() + run.err());
    assertEquals("org.sample.Tiny.gone/avgt", verdict().at("/missing/0").asText());
    assertEquals("org.sample.Tiny.fresh/avgt", verdict().at("/added/0").asText());
    assertEquals(1, verdict().get("cells").size(), "the rest is measured");
    assertTrue(run.out().contains("Tiny.gone/avgt  vanished: A has it, B not"), run.out());
    assertTrue(run.out().contains("Tiny.fresh/avgt  new in B, not compared"), run.out());
  }

  @Test
  void saysWhyABenchmarkFailsInOneArm() throws Exception {
    Path base = jar("old.jar", new TinyJmhProject().sleeping("kept", 500));
    Path candidate =
        jar(
            "new.jar",
            new TinyJmhProject()
                .with(
                    "@Benchmark public void kept() {"
                        + " throw new IllegalStateException(\"no disk\"); }"));
    Launch run = gate(1, base, candidate, "--no-sharp");
    assertEquals(2, run.exit(), run.out() + run.err());
    assertEquals("INVALID", verdict().at("/cells/0/verdict").asText());
    String reason = verdict().at("/cells/0/reason").asText();
    assertTrue(reason.startsWith("arm B: ") && reason.contains("no disk"), reason);
  }

  @Test
  void aJarThatCannotBeGatedIsRefusedInOneLine() throws Exception {
    Path good = jar("good.jar", new TinyJmhProject().sleeping("kept", 500));
    Path text = Files.writeString(folder.resolve("text.jar"), "not a jar");
    Path half = folder.resolve("half.jar");
    byte[] bytes = Files.readAllBytes(good);
    Files.write(half, Arrays.copyOf(bytes, bytes.length / 2));
    refused(gate(1, good, text), "text.jar: expected a jar, found");
    refused(gate(1, half, good), "half.jar: expected a jar, found");
    refused(gate(1, good, folder.resolve("none.jar")), "no such jar");
    Path own = Path.of("target", "dirtybench.jar").toAbsolutePath();
    refused(gate(1, good, own), "two builds of this program or two JMH jars");
    Path library = Path.of(Test.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    refused(gate(1, good, library), "found no META-INF/BenchmarkList");
    refused(gate(1, good, good, "--include", "Nothing"), "no benchmark of", "\"Nothing\"");
    refused(gate(1, good, good, "--include", "("), "--include: expected a regular expression");
    refused(gate(1, good, good, "-p", "size=1"), "no benchmark has a parameter size");
    refused(gate(1, good, good, "--cells", "all"), "--include for JMH jars");
    refused(gate(1, good, good, "--driver", "slices"), "slices need passes of this program");
    refused(gate(1, good, good, "--allow", "weight=2%"), "expected METRIC=PERCENT");
  }

  @Test
  void aJmhThatRunsAlreadyIsNamedAndNothingIsMeasured() throws Exception {
    Path good = jar("good.jar", new TinyJmhProject().sleeping("kept", 500));
    Path file = folder.resolve("jmh.lock");
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertTrue(lock.isValid());
      refused(gate(1, good, good), "another process measures with JMH", file.toString());
    }
    assertFalse(Files.exists(folder.resolve("out/pairs.jsonl")));
  }

  private static void refused(Launch run, String... words) {
    assertEquals(2, run.exit(), run.out() + run.err());
    List<String> lines = run.errorLines();
    assertEquals(1, lines.size(), run.err());
    for (String word : words) {
      assertTrue(lines.get(0).contains(word), run.err());
    }
  }
}
