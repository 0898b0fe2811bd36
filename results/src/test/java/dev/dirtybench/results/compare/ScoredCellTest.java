package dev.dirtybench.results.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.dirtybench.results.JmhJson;
import dev.dirtybench.results.JmhResult;
import dev.dirtybench.results.MachineFingerprint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoredCellTest {
  @TempDir Path folder;

  private ScoredCell cell(String benchmark, String params) throws Exception {
    Path file = folder.resolve("jmh.json");
    Files.writeString(
        file,
        """
        [{"jmhVersion": "1.37", "benchmark": "%s", "mode": "avgt", "threads": 1, "forks": 1,
          "jvm": "java", "jvmArgs": [], "jdkVersion": "17", "vmName": "x", "vmVersion": "17",
          "warmupIterations": 1, "warmupTime": "1 s", "warmupBatchSize": 1,
          "measurementIterations": 1, "measurementTime": "1 s", "measurementBatchSize": 1,
          "params": {%s},
          "primaryMetric": {"score": 1.0, "scoreError": "NaN", "scoreConfidence": ["NaN", "NaN"],
            "scorePercentiles": {"50.0": 1.0}, "scoreUnit": "ns/op", "rawData": [[1.0]]},
          "secondaryMetrics": {}}]
        """
            .formatted(benchmark, params));
    JmhResult result = JmhJson.read(file).get(0);
    return ScoredCell.of(result, new MeasuringSite("here", new MachineFingerprint(Map.of())));
  }

  @Test
  void takesOurOwnCellsFromBeforePollutionWasAParameterForMono() throws Exception {
    String ours = "dev.dirtybench.benchmarks.jmh.SetBenchmark.set";
    String before = "\"backend\": \"hbitmap\", \"granularity\": \"64K\", \"trace\": \"t\"";
    assertEquals(
        cell(ours, before + ", \"pollution\": \"mono\"").keys(), cell(ours, before).keys());
    assertEquals("mega", cell(ours, before + ", \"pollution\": \"mega\"").keys().get("pollution"));
  }

  @Test
  void addsNothingToTheCellsOfOthers() throws Exception {
    assertNull(cell("org.example.Bench.run", "\"granularity\": \"1\"").keys().get("pollution"));
  }
}
