package dev.dirtybench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dirtybench.results.ScheduleEntry.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder whose run was interrupted, with one fork of a cell that counts. */
class ResumedRunTest {
  private static final CellResult CELL =
      SampleRun.fewCells().stream().filter(c -> c.measurement() != null).findFirst().orElseThrow();

  @TempDir Path parent;
  private Path run;

  @BeforeEach
  void interrupt() throws Exception {
    RunFolder folder = RunFolder.create(parent, "run");
    folder.manifest(SampleRun.manifest());
    run = folder.path();
    folder.append(rulers(folder.nextSeq()));
    folder.append(iteration(2, 1));
    folder.append(cellOf(1), JmhForks.first(SampleRun.jmhEntry(CELL), 1));
    folder.append(fork(2, 1));
    // The second fork's values are there, the line that vouches for them is cut off.
    folder.append(iteration(3, 2));
    folder.append(CELL, SampleRun.jmhEntry(CELL));
    cutOff(RunFolder.SCHEDULE, "{\"seq\":3,\"kind\":\"fo");
    cutOff(RunFolder.WARMUP, "{\"seq\":3,\"ce");
    cutOff("tidy.csv", "run,2026-");
  }

  @Test
  void keepsTheForksThatHaveALineAndDropsWhatWasCutOff() throws Exception {
    RunFolder folder = goOn(SampleRun.manifest());
    assertEquals(4, folder.nextSeq() + 1, "behind rulers and fork");
    JsonNode jmh = JsonFiles.read(run.resolve("jmh.json"));
    assertEquals(1, JmhForks.forkCount(jmh.get(0)));
    assertEquals(2, lines(RunFolder.SCHEDULE).size());
    assertEquals(1, lines(RunFolder.WARMUP).size());
    List<String> tidy = lines("tidy.csv");
    assertEquals(String.join(",", TidyRows.COLUMNS), tidy.get(0));
    assertTrue(tidy.stream().noneMatch(line -> line.startsWith("run,2026-,")), tidy.toString());
    assertFalse(tidy.stream().anyMatch(line -> line.contains(",time,us/op,lower,2,")));

    folder.append(iteration(3, 2));
    folder.append(CELL, SampleRun.jmhEntry(CELL));
    folder.append(fork(3, 2));
    folder.finish();
    assertEquals(3, lines(RunFolder.SCHEDULE).size());
    assertTrue(lines("summary.csv").stream().anyMatch(line -> line.contains(",2,7.86328125,")));
    String report = Files.readString(run.resolve("report.md"));
    assertTrue(report.contains("| set | 2 | 50 % | 50 % | 0 % | 0 % |"), report);
    assertTrue(report.contains("| popcount-l1 | 0.250 |"), report);
  }

  @Test
  void keepsTheStartAndTheOptionsOfTheRun() throws Exception {
    RunFolder folder = goOn(SampleRun.manifest());
    folder.finish();
    JsonNode manifest = JsonFiles.read(run.resolve("manifest.json"));
    assertEquals(SampleRun.START.toString(), manifest.get("startUtc").asText());
    assertEquals("run", manifest.get("runId").asText());
    assertEquals(0.25, manifest.at("/calibration/rulers/popcount-l1/median").asDouble());
  }

  @Test
  void aDigestThatIsTakenAnewIsKept() throws Exception {
    RunFolder folder = goOn(SampleRun.manifest());
    folder.digest(CELL.key(), "0123");
    folder.finish();
    JsonNode digests = JsonFiles.read(run.resolve("digest.json"));
    assertEquals("0123", digests.at("/digests/0/digest").asText());
  }

  @Test
  void aRunThatIsMadeOtherwiseIsRefusedAndTheFolderLeftAlone() throws Exception {
    String before = Files.readString(run.resolve(RunFolder.SCHEDULE));
    for (var change : changes().entrySet()) {
      ObjectNode manifest = (ObjectNode) JsonFiles.read(run.resolve("manifest.json"));
      String saved = Files.readString(run.resolve("manifest.json"));
      int slash = change.getKey().lastIndexOf('/');
      ((ObjectNode) manifest.at(change.getKey().substring(0, slash)))
          .put(change.getKey().substring(slash + 1), "other");
      JsonFiles.write(run.resolve("manifest.json"), manifest);
      String message =
          assertThrows(IllegalArgumentException.class, () -> goOn(SampleRun.manifest()))
              .getMessage();
      assertTrue(message.contains(change.getValue()), message);
      assertEquals(1, message.lines().count());
      Files.writeString(run.resolve("manifest.json"), saved);
    }
    assertEquals(before, Files.readString(run.resolve(RunFolder.SCHEDULE)));
  }

  private static Map<String, String> changes() {
    return Map.of(
        "/jars/0/sha256", "jar dirtybench.jar with sha256 other then, dirtybench.jar with sha256",
        "/jdk/version", "JDK version other then, 17.0.15+6 now",
        "/seed", "seed other then, 42 now",
        "/cpu/model", "CPU model other then, Example CPU @ 2.50GHz now",
        "/plan/forks", "plan forks other then, 2 now",
        "/profile", "profile other then, quick now");
  }

  @Test
  void whatIsNoRunThatCanBeGoneOnWithIsNamed() throws Exception {
    assertMessage("manifest.json in it", parent);
    Files.writeString(run.resolve("manifest.json"), "{\"schemaVersion\": 1");
    assertMessage("valid JSON", run);
    Files.writeString(run.resolve("manifest.json"), "{\"schemaVersion\": 1}");
    assertMessage("older version", run);
  }

  @Test
  void aLineThatIsWholeButWrongIsNamedWithItsNumber() throws Exception {
    Files.writeString(run.resolve(RunFolder.SCHEDULE), "{\"seq\": \"many\"}\n");
    assertMessage("schedule.jsonl: at line 1", run);
  }

  @Test
  void theTimeOfAnEarlierPartCounts() throws Exception {
    assertEquals(Duration.ofNanos(3), goOn(SampleRun.manifest()).timed());
  }

  private void assertMessage(String part, Path folder) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> EarlierRun.read(folder)).getMessage();
    assertTrue(message.contains(part), message);
  }

  private RunFolder goOn(Manifest manifest) throws IOException {
    EarlierRun earlier = EarlierRun.read(run);
    RunFolder folder = RunFolder.goOn(earlier);
    folder.manifest(manifest);
    int forks = earlier.forks(CELL.key().id());
    Map<CellResult, JsonNode> kept = new LinkedHashMap<>();
    kept.put(cellOf(forks), JmhForks.first(earlier.results().get(0).node(), forks));
    folder.restore(kept);
    return folder;
  }

  private static CellResult cellOf(int forks) throws IOException {
    Measurement all = CELL.measurement();
    List<double[]> first =
        java.util.stream.IntStream.range(0, forks).mapToObj(all.samples()::fork).toList();
    return CellResult.measured(
        CELL.key(),
        new Measurement(
            all.metric(),
            all.unit(),
            new Samples(first),
            all.unitsPerPass(),
            all.per(),
            1,
            Map.of()),
        null);
  }

  private static ScheduleEntry rulers(int seq) {
    return entry(seq, Kind.RULERS, 0, null, Map.of("popcount-l1", 0.25));
  }

  private static ScheduleEntry fork(int seq, int fork) {
    return entry(seq, Kind.FORK, fork, fork == 1 ? "steady" : "drifting", null);
  }

  private static ScheduleEntry entry(
      int seq, Kind kind, int fork, String state, Map<String, Double> rulers) {
    return new ScheduleEntry(
        seq,
        kind,
        1,
        fork,
        null,
        kind == Kind.FORK ? CELL.key().id() : null,
        fork,
        42,
        "ab",
        "cd",
        new ScheduleEntry.Time(1, 2, 1, kind == Kind.FORK ? 3 : 2),
        0,
        new ScheduleEntry.Surroundings(0.5, 1, 2, 0.25),
        null,
        state,
        kind == Kind.FORK ? 1 : null,
        rulers,
        null,
        null);
  }

  private static IterationEntry iteration(int seq, int fork) {
    return new IterationEntry(
        seq, CELL.key().id(), fork, IterationEntry.WARM, 1, 1, 2, 3, 4.5, "us/op", 0, 0, 7);
  }

  private void cutOff(String file, String half) throws IOException {
    Files.writeString(run.resolve(file), half, StandardOpenOption.APPEND);
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(run.resolve(file));
  }
}
