package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Open-loop runs of the finished jar. */
class ReplayIT {
  private static final String TRACE = "uniform:size=4G,operations=2000,interval-ns=100000,seed=5";

  @TempDir Path folder;

  private Launch replay(String... further) throws IOException, InterruptedException {
    return Launch.of(folder, words(further));
  }

  private static String[] words(String... further) {
    List<String> words = new ArrayList<>(List.of("replay", "--open-loop", TRACE));
    words.addAll(List.of("--warmup", "200ms"));
    words.addAll(Arrays.asList(further));
    return words.toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hbitmap", "agrona", "chronicle-mapped", "noop"})
  void playsEveryWriteAndKeepsTheHistograms(String backend) throws Exception {
    Launch launch = replay("--backend", backend, "--snapshot-every", "20ms", "--format", "json");
    assertEquals(0, launch.exit(), launch.err());
    JsonNode result = new ObjectMapper().readTree(launch.out());
    assertEquals("open loop, latency from intended start", result.get("kind").asText());
    assertEquals(2000, result.at("/latency/count").asLong());
    assertEquals(2000, result.at("/service/count").asLong());
    assertTrue(result.at("/snapshot/count").asLong() > 0, launch.out());
    assertTrue(
        result.at("/latency/max").asLong() >= result.at("/latency/p50").asLong(), launch.out());

    Path run = onlyRun();
    assertEquals(result, new ObjectMapper().readTree(run.resolve("open-loop.json").toFile()));
    assertEquals(2000, untaggedCount(run.resolve(result.get("log").asText())));
    String report = Files.readString(run.resolve("report.md"));
    assertTrue(report.contains("## Open loop") && report.contains("not JMH"), report);
    assertFalse(report.contains("## Results"), report);
    assertEquals(0, new ObjectMapper().readTree(run.resolve("jmh.json").toFile()).size());
    assertTrue(Files.readString(run.resolve("SHA256SUMS")).contains(".hlog"));
  }

  @Test
  void saysThatTheMachineCannotHoldASpeed() throws Exception {
    Launch launch = replay("--backend", "roaring", "--speed", "100000", "--snapshot-every", "1ms");
    assertEquals(0, launch.exit(), launch.err());
    assertTrue(launch.out().contains("recorded times at speed 100000"), launch.out());
    assertTrue(launch.out().contains("behind schedule"), launch.out());
  }

  @Test
  void keepsWhatItHasPlayedWhenItIsStopped() throws Exception {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process =
        Launch.start(folder, out, err, words("--backend", "hbitmap", "--duration", "5m"));
    waitForALine(process);
    process.destroy();
    assertTrue(process.waitFor(1, TimeUnit.MINUTES), "it must end when told to");
    assertTrue(Launch.text(out).contains("stopped: this is what"), Launch.text(out));
    JsonNode result = new ObjectMapper().readTree(onlyRun().resolve("open-loop.json").toFile());
    assertEquals("STOPPED", result.get("state").asText());
    assertTrue(result.at("/latency/count").asLong() > 0);
    assertEquals(
        result.at("/latency/count").asLong(),
        untaggedCount(onlyRun().resolve(result.get("log").asText())));
    assertTrue(Files.readString(onlyRun().resolve("report.md")).contains("stopped by the user"));
    assertEquals(0, process.descendants().count(), "no JVM is left behind");
  }

  /** The log has lines of data once the first second has been played. */
  private void waitForALine(Process process) throws Exception {
    while (process.isAlive()) {
      Path runs = folder.resolve("results/runs");
      if (Files.exists(runs) && !runs().isEmpty() && logHasData()) {
        return;
      }
      process.waitFor(100, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("it ended too early: " + Launch.text(folder.resolve("err.txt")));
  }

  private boolean logHasData() throws IOException {
    Path hdr = onlyRun().resolve("hdr");
    if (!Files.exists(hdr)) {
      return false;
    }
    try (Stream<Path> logs = Files.list(hdr)) {
      Path log = logs.findFirst().orElse(null);
      return log != null && Files.readString(log).contains("Tag=service");
    }
  }

  private static long untaggedCount(Path log) throws IOException {
    long count = 0;
    try (HistogramLogReader reader = new HistogramLogReader(log.toFile())) {
      while (reader.hasNext()) {
        EncodableHistogram histogram = reader.nextIntervalHistogram();
        if (histogram.getTag() == null) {
          count += ((org.HdrHistogram.Histogram) histogram).getTotalCount();
        }
      }
    }
    return count;
  }

  private List<Path> runs() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("results/runs"))) {
      return runs.toList();
    }
  }

  private Path onlyRun() throws IOException {
    List<Path> all = runs();
    assertEquals(1, all.size(), all.toString());
    return all.get(0);
  }
}
