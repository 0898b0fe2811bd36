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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar with somebody else's backend, from the class path to the results. */
class ThirdPartyBackendIT {
  private static final String TRACE = "extents:size=4G,operations=500,seed=3";

  @TempDir Path folder;

  @Test
  void showsUpInTheListTheRunAndTheResults() throws Exception {
    String classPath = ExampleBackend.asShown().compileInto(folder).toString();

    Launch list =
        Launch.of(folder, "list", "backends", "--format", "json", "--class-path", classPath);
    assertEquals(0, list.exit(), list.err());
    List<String> names = new ArrayList<>();
    new ObjectMapper()
        .readTree(list.out())
        .get("backends")
        .forEach(row -> names.add(row.get("name").asText()));
    assertTrue(names.contains("example"), list.out());
    assertTrue(names.contains("hbitmap"), list.out());

    Launch run =
        Launch.of(
            folder,
            "bench",
            "--profile",
            "smoke",
            "--class-path",
            classPath,
            "--backends",
            "example,hbitmap",
            "--operations",
            "set,scan-words",
            "--traces",
            TRACE);
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("example"), run.out());
    JsonNode jmh = new ObjectMapper().readTree(onlyRun().resolve("jmh.json").toFile());
    assertEquals(4, jmh.size());
    List<String> measured = new ArrayList<>();
    jmh.forEach(entry -> measured.add(entry.get("params").get("backend").asText()));
    assertTrue(measured.contains("example"), measured.toString());
    for (String file : List.of("manifest.json", "tidy.csv", "summary.csv", "report.md")) {
      assertTrue(Files.readString(onlyRun().resolve(file)).contains("example"), file);
    }
  }

  @Test
  void thatIsWrongStopsTheRunBeforeAnythingIsTimed() throws Exception {
    String classPath = ExampleBackend.asShown().forgetful().compileInto(folder).toString();
    Launch run = bench(classPath, "forgetful");
    assertEquals(1, run.exit());
    String last = run.errorLines().get(run.errorLines().size() - 1);
    assertTrue(last.contains("forgetful is wrong in operation set on trace"), run.err());
    assertFalse(run.err().contains("\tat "), run.err());
    assertFalse(Files.exists(onlyRun().resolve("jmh.json")) && hasEntries(), "nothing was timed");
  }

  @Test
  void thatDiesFailsItsCellsAndTheOthersGoOn() throws Exception {
    String classPath = ExampleBackend.asShown().fragile().compileInto(folder).toString();
    Launch run = bench(classPath, "fragile");
    assertEquals(1, run.exit());
    assertTrue(run.out().contains("fragile gives up"), run.out() + run.err());
    assertFalse(run.err().contains("\tat "), run.err());
    JsonNode jmh = new ObjectMapper().readTree(onlyRun().resolve("jmh.json").toFile());
    assertEquals(1, jmh.size(), "the other backend is measured");
  }

  @Test
  void thatIsTooSmallIsSkippedWithTheReason() throws Exception {
    String classPath = ExampleBackend.asShown().small().compileInto(folder).toString();
    Launch run = bench(classPath, "small");
    assertEquals(0, run.exit(), run.err());
    assertTrue(
        run.out().contains("the disk needs 65536 bits, the backend holds at most 1000"), run.out());
  }

  private Launch bench(String classPath, String backend) throws IOException, InterruptedException {
    return Launch.of(
        folder,
        "bench",
        "--profile",
        "smoke",
        "--class-path",
        classPath,
        "--backends",
        backend + ",bitset",
        "--operations",
        "set",
        "--traces",
        TRACE);
  }

  private boolean hasEntries() throws IOException {
    return new ObjectMapper().readTree(onlyRun().resolve("jmh.json").toFile()).size() > 0;
  }

  private Path onlyRun() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("results/runs"))) {
      List<Path> all = runs.toList();
      assertEquals(1, all.size(), all.toString());
      return all.get(0);
    }
  }
}
