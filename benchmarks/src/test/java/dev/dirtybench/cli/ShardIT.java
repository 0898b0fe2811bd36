package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run in parts, and the whole of it. */
@Tag("once")
class ShardIT {
  private static final String[] SMALL = {
    "--profile", "smoke",
    "--traces", "extents:size=4G,operations=500,seed=3",
    "--operations", "set,scan-words",
    "--backends", "bitset,hbitmap,noop"
  };

  @TempDir Path folder;

  @AfterEach
  void everyFileIsAsItsSchemaSays() throws IOException {
    assertTrue(RunSchemas.requireValid(folder) > 0);
  }

  private List<String> shards() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("shards"))) {
      return runs.map(Path::toString).sorted().toList();
    }
  }

  private static String[] words(List<String> all, String... more) {
    return Stream.concat(all.stream(), Arrays.stream(more)).toArray(String[]::new);
  }

  @Test
  void partsAreMeasuredAndMergedAndCompared() throws Exception {
    List<String> bench = new ArrayList<>(List.of("bench", "--out", "shards"));
    bench.addAll(List.of(SMALL));
    for (int index = 1; index <= 3; index++) {
      Launch shard = Launch.of(folder, words(bench, "--shard", index + "/4"));
      assertEquals(0, shard.exit(), shard.err());
      assertTrue(shard.err().contains("shard " + index + "/4: "), shard.err());
    }
    List<String> merge = new ArrayList<>(List.of("merge"));
    merge.addAll(shards());
    Launch early = Launch.of(folder, words(merge));
    assertEquals(2, early.exit(), early.err());
    assertEquals(
        List.of(
            "dirtybench: expected all shards, found no shard 4 of 4 (--partial merges what is"
                + " there)"),
        early.errorLines());

    Launch empty = Launch.of(folder, words(bench, "--shard", "4/4"));
    assertEquals(0, empty.exit(), empty.err());
    assertTrue(empty.err().contains("shard 4/4: 0 of 7 cells, nothing to do: it is empty"));

    List<String> all = new ArrayList<>(List.of("merge"));
    all.addAll(shards());
    Launch merged = Launch.of(folder, words(all, "--out", "merged"));
    assertEquals(0, merged.exit(), merged.err());
    assertEquals("", merged.err());
    for (String row : List.of("set ", "scan-words ", "memory ")) {
      assertTrue(merged.out().contains("\n" + row), merged.out());
    }
    Path run;
    try (Stream<Path> runs = Files.list(folder.resolve("merged"))) {
      run = runs.findFirst().orElseThrow();
    }
    String report = Files.readString(run.resolve("report.md"));
    assertTrue(report.contains("7 cells scheduled: 7 measured, 0 skipped, 0 failed, 0 missing."));
    Launch compared = Launch.of(folder, "compare", run.toString(), "--base", "hbitmap");
    assertEquals(0, compared.exit(), compared.err());
    assertTrue(compared.out().contains("base: hbitmap"), compared.out());
  }

  @Test
  void theScriptForSlurmMeasuresTheShardThatItsTaskIs() throws Exception {
    Path root = Path.of("..").toAbsolutePath().normalize();
    Path shards = folder.resolve("shards");
    for (int task = 11; task <= 12; task++) {
      List<String> command =
          new ArrayList<>(
              List.of("bash", root.resolve("scripts/ci/slurm-shards.sbatch").toString()));
      command.addAll(List.of(SMALL));
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder
          .environment()
          .putAll(
              Map.of(
                  "SLURM_SUBMIT_DIR",
                  root.toString(),
                  "SLURM_ARRAY_JOB_ID",
                  "77",
                  "SLURM_ARRAY_TASK_ID",
                  Integer.toString(task),
                  "SLURM_ARRAY_TASK_MIN",
                  "11",
                  "SLURM_ARRAY_TASK_MAX",
                  "12",
                  "SLURM_ARRAY_TASK_COUNT",
                  "2",
                  "SHARDS",
                  shards.toString(),
                  "JAVA_HOME",
                  System.getProperty("java.home")));
      Path log = folder.resolve("log-" + task);
      Process process = builder.redirectOutput(log.toFile()).start();
      assertTrue(process.waitFor(5, TimeUnit.MINUTES), () -> "did not end: " + log);
      assertEquals(0, process.exitValue(), Files.readString(log));
      assertTrue(Files.readString(log).contains("shard " + (task - 10) + "/2: "));
    }
    List<String> merge = new ArrayList<>(List.of("merge"));
    merge.addAll(shards());
    Launch merged = Launch.of(folder, words(merge));
    assertEquals(0, merged.exit(), merged.err());
  }
}
