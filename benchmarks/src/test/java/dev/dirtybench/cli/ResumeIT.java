package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed, and one that keeps to a budget. */
@Tag("once")
class ResumeIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> CELLS =
      List.of(
          "--backends",
          "bitset,hbitmap",
          "--operations",
          "set",
          "--traces",
          "uniform:size=4G,operations=500,seed=1");

  @TempDir Path folder;

  @Test
  void goesOnBehindTheLastForkThatCounts() throws Exception {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process = Launch.start(folder, out, err, words("--profile", "standard"));
    while (process.isAlive() && !Launch.text(err).contains("[ 2/10]")) {
      process.waitFor(100, TimeUnit.MILLISECONDS);
    }
    assertTrue(process.isAlive(), Launch.text(err));
    List<ProcessHandle> forks = process.descendants().toList();
    process.destroyForcibly().waitFor();
    forks.forEach(fork -> fork.onExit().join());
    Path run = run();
    assertFalse(Files.exists(run.resolve("report.md")), "it was killed");
    List<String> before = Files.readAllLines(run.resolve("schedule.jsonl"));
    Files.writeString(
        run.resolve("schedule.jsonl"), "{\"seq\":9,\"kind\":\"fo", StandardOpenOption.APPEND);

    Launch refused =
        Launch.of(
            folder, words("--resume", run.toString(), "--profile", "standard", "--seed", "2"));
    assertEquals(2, refused.exit(), refused.err());
    assertEquals(1, refused.errorLines().size(), refused.err());
    assertTrue(refused.err().contains("seed 1 then, 2 now"), refused.err());

    Launch resumed = Launch.of(folder, "bench", "--resume", run.toString());
    assertEquals(0, resumed.exit(), resumed.err());
    assertTrue(resumed.err().contains("2 forks kept"), resumed.err());
    List<String> after = Files.readAllLines(run.resolve("schedule.jsonl"));
    assertEquals(before, after.subList(0, before.size()), "what was measured stays");
    assertEquals(10, forks(after));
    for (JsonNode entry : MAPPER.readTree(run.resolve("jmh.json").toFile())) {
      assertEquals(5, entry.at("/primaryMetric/rawData").size());
      assertEquals(5, entry.get("forks").intValue());
      assertEquals(0, entry.get("secondaryMetrics").size(), "JMH's own values alone");
    }
    assertEquals(80, Files.readAllLines(run.resolve("warmup.jsonl")).size());
    assertEquals(50, timeRows(run));
    assertTrue(Files.readString(run.resolve("report.md")).contains("| set | 10 |"));
  }

  @Test
  void cutsABudgetIntoRoundsAndKeepsToTheCutWhenItGoesOn() throws Exception {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process =
        Launch.start(folder, out, err, words("--profile", "smoke", "--budget", "60m"));
    while (process.isAlive() && !Launch.text(err).contains("[   1/")) {
      process.waitFor(100, TimeUnit.MILLISECONDS);
    }
    assertTrue(process.isAlive(), Launch.text(err));
    process.destroy();
    process.waitFor();
    assertTrue(Launch.text(err).contains("the budget has time for"), Launch.text(err));
    assertTrue(Launch.text(err).contains("bench --resume"), Launch.text(err));

    Path run = run();
    JsonNode manifest = MAPPER.readTree(run.resolve("manifest.json").toFile());
    assertEquals(3600, manifest.at("/calibration/budgetSeconds").intValue());
    assertTrue(manifest.at("/plan/forks").intValue() >= 8, manifest.get("plan").toString());
    int iterations = manifest.at("/plan/measurementIterations").intValue();
    JsonNode fork = MAPPER.readTree(run.resolve("jmh.json").toFile()).get(0);
    assertEquals(iterations, fork.at("/primaryMetric/rawData/0").size());
    List<String> kinds = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve("schedule.jsonl"))) {
      kinds.add(MAPPER.readTree(line).get("kind").asText());
    }
    assertEquals(
        List.of("calibration", "calibration", "calibration", "rulers", "fork"),
        kinds.subList(0, 5));
    assertTrue(Files.readString(run.resolve("report.md")).contains("## Budget"));
  }

  @Test
  void refusesABudgetInWhichNoRoundFits() throws Exception {
    Launch launch = Launch.of(folder, "bench", "--budget", "30s");
    assertEquals(2, launch.exit());
    assertEquals(1, launch.errorLines().size(), launch.err());
    assertTrue(launch.err().contains("too small: one round of"), launch.err());
    assertFalse(Files.exists(folder.resolve("results")), "nothing was begun");
  }

  private static int forks(List<String> schedule) throws IOException {
    int forks = 0;
    for (String line : schedule) {
      JsonNode jvm = MAPPER.readTree(line);
      if (jvm.get("kind").asText().equals("fork")) {
        forks++;
        assertTrue(jvm.at("/process/voluntarySwitches").longValue() > 0, line);
        assertTrue(jvm.at("/process/jitMs").longValue() > 0, line);
        assertTrue(jvm.get("rulerRef").intValue() > 0, line);
      }
    }
    return forks;
  }

  private static long timeRows(Path run) throws IOException {
    return Files.readAllLines(run.resolve("tidy.csv")).stream()
        .filter(line -> line.contains(",time,ns/op,"))
        .count();
  }

  private static String[] words(String... first) {
    List<String> words = new ArrayList<>(List.of("bench"));
    words.addAll(List.of(first));
    words.addAll(CELLS);
    return words.toArray(String[]::new);
  }

  private Path run() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("results/runs"))) {
      return runs.findFirst().orElseThrow();
    }
  }
}
