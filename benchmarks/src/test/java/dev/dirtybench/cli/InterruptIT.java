package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is told to stop in the middle. */
class InterruptIT {
  @TempDir Path folder;

  @Test
  void keepsWhatItHasMeasured() throws Exception {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process =
        Launch.start(
            folder,
            out,
            err,
            "bench",
            "--profile",
            "standard",
            "--backends",
            "bitset,hbitmap",
            "--operations",
            "set",
            "--traces",
            "uniform:size=4G,operations=500,seed=1");
    waitForFirstResult(process, err);
    process.destroy();
    assertTrue(process.waitFor(1, TimeUnit.MINUTES), "it must end when told to");

    Path run = runs().get(0);
    JsonNode jmh = new ObjectMapper().readTree(run.resolve("jmh.json").toFile());
    assertTrue(jmh.size() >= 1, "at least one cell is kept");
    assertTrue(Files.readString(run.resolve("tidy.csv")).lines().count() > 1);
    assertTrue(Files.readString(run.resolve("report.md")).contains("stopped"), "it says so");
    assertTrue(Launch.text(err).contains("what was measured is in"), Launch.text(err));
    assertEquals(0, process.descendants().count(), "no fork is left behind");
  }

  /** Plain progress has a line for each fork that is done. */
  private static void waitForFirstResult(Process process, Path err) throws Exception {
    while (process.isAlive() && !Launch.text(err).contains("ns/write")) {
      process.waitFor(100, TimeUnit.MILLISECONDS);
    }
    assertTrue(process.isAlive(), Launch.text(err));
  }

  private List<Path> runs() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("results/runs"))) {
      return runs.toList();
    }
  }
}
