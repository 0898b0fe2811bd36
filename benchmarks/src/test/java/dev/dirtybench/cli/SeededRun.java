package dev.dirtybench.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * A run folder as compare reads it, with invented scores: five iterations in each fork, and of two
 * profilers too. Levels are the same for all seeds, noise is not.
 */
final class SeededRun {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int ITERATIONS = 5;
  private static final double NOISE = 0.02;

  private final Random random;
  private final int cells;
  private final int forks;

  SeededRun(long seed, int cells, int forks) {
    this.random = new Random(seed);
    this.cells = cells;
    this.forks = forks;
  }

  /** Writes two such runs into a folder, for the command to be timed by hand. */
  public static void main(String[] arguments) throws IOException {
    new SeededRun(1, 1000, 12).write(Path.of(arguments[0], "A"));
    new SeededRun(2, 1000, 12).write(Path.of(arguments[0], "B"));
  }

  Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    ObjectNode manifest = MAPPER.createObjectNode();
    manifest.put("schemaVersion", 1).put("endUtc", "2026-11-22T10:17:03Z");
    manifest.putObject("cpu").put("model", "Example CPU").put("cores", 2);
    manifest.putObject("jdk").put("vendor", "v").put("version", "17").put("maxHeap", 1L << 30);
    manifest.putObject("mem").put("thp", "madvise");
    manifest.putObject("os").put("kernel", "6.1.0-18-amd64");
    MAPPER.writeValue(folder.resolve("manifest.json").toFile(), manifest);
    ArrayNode results = MAPPER.createArrayNode();
    for (int cell = 0; cell < cells; cell++) {
      result(results.addObject(), cell);
    }
    MAPPER.writeValue(folder.resolve("jmh.json").toFile(), results);
    return folder;
  }

  private void result(ObjectNode result, int cell) {
    result.put("jmhVersion", "1.37").put("benchmark", "dev.dirtybench.Sample.op" + cell % 20);
    result.put("mode", "avgt").put("threads", 1).put("forks", forks);
    result.putArray("jvmArgs").add("-Xmx1g");
    result.putObject("params").put("trace", "t" + cell / 20);
    metric(result.putObject("primaryMetric"), "us/op", 10 + cell);
    ObjectNode profilers = result.putObject("secondaryMetrics");
    metric(profilers.putObject("gc.alloc.rate.norm"), "B/op", 16);
    metric(profilers.putObject("gc.alloc.rate"), "MB/sec", 100);
  }

  private void metric(ObjectNode metric, String unit, double level) {
    metric.put("score", level).put("scoreError", "NaN").put("scoreUnit", unit);
    ArrayNode raw = metric.putArray("rawData");
    for (int fork = 0; fork < forks; fork++) {
      ArrayNode values = raw.addArray();
      for (int i = 0; i < ITERATIONS; i++) {
        values.add(level * Math.exp(NOISE * random.nextGaussian()));
      }
    }
  }
}
