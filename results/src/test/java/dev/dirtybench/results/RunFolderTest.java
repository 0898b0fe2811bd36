package dev.dirtybench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dirtybench.results.schema.RunSchemas;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T10:17:03.250Z"), ZoneOffset.UTC);

  @TempDir Path parent;

  @AfterEach
  void everyFileIsAsItsSchemaSays() throws IOException {
    RunSchemas.requireValid(parent);
  }

  private RunFolder started() throws IOException {
    RunFolder folder = RunFolder.create(parent.resolve("runs"), SampleRun.RUN_ID, CLOCK);
    folder.manifest(SampleRun.manifest());
    return folder;
  }

  private RunFolder complete() throws IOException {
    RunFolder folder = started();
    for (CellResult cell : SampleRun.fewCells()) {
      SampleRun.append(folder, cell);
    }
    for (Footprint footprint : SampleRun.fewFootprints()) {
      folder.append(footprint);
    }
    return folder;
  }

  private static String read(RunFolder folder, String name) throws IOException {
    return Files.readString(folder.path().resolve(name));
  }

  private static CellResult firstMeasured() {
    return SampleRun.fewCells().stream()
        .filter(cell -> cell.status() == CellStatus.MEASURED)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void leavesEveryFileOfACompleteRun() throws IOException {
    RunFolder folder = complete();
    folder.finish();
    List<String> names =
        List.of(
            "digest.json",
            "footprint.json",
            "jmh.json",
            "manifest.json",
            "report.md",
            "summary.csv",
            "tidy.csv");
    for (String name : names) {
      Golden.assertMatches("run/" + name, read(folder, name));
    }
    Set<String> expected = new TreeSet<>(names);
    expected.add("SHA256SUMS");
    try (Stream<Path> files = Files.list(folder.path())) {
      assertEquals(
          expected,
          files
              .map(file -> file.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  @Test
  void reportsASectionInPlaceOfResultsThatWereNotPlanned() throws IOException {
    RunFolder folder = RunFolder.create(parent.resolve("runs"), SampleRun.RUN_ID, CLOCK);
    folder.manifest(SampleRun.manifestWithoutCells());
    folder.section("Open loop", "| a | b |\n");
    assertThrows(IllegalArgumentException.class, () -> folder.section("Open loop", "again"));
    folder.finish();
    String report = read(folder, "report.md");
    assertTrue(report.contains("## Open loop\n\n| a | b |\n\n## How it was run"), report);
    assertFalse(report.contains("Results"), report);
    assertFalse(report.contains("cells scheduled"), report);
  }

  @Test
  void listsTheChecksumsOfAllOtherFiles() throws IOException {
    RunFolder folder = complete();
    folder.finish();
    List<String> lines = read(folder, "SHA256SUMS").lines().toList();
    assertEquals(7, lines.size());
    for (String line : lines) {
      String[] parts = line.split("  ", 2);
      assertEquals(Sha256.ofFile(folder.path().resolve(parts[1])), parts[0], parts[1]);
    }
  }

  @Test
  void writesTheFieldsOfJmhAndNoOthers() throws IOException {
    RunFolder folder = complete();
    JsonNode written = JsonFiles.read(folder.path().resolve("jmh.json"));
    JsonNode real = JsonFiles.read(JmhFiles.AVGT).get(0);
    assertEquals(3, written.size());
    for (JsonNode entry : written) {
      assertEquals(names(real), names(entry));
      assertEquals(names(real.get("primaryMetric")), names(entry.get("primaryMetric")));
      assertEquals(names(real.get("secondaryMetrics")), names(entry.get("secondaryMetrics")));
    }
    assertEquals(3, JmhJson.read(folder.path().resolve("jmh.json")).size());
  }

  private static Set<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
  }

  @Test
  void hasEverythingOnDiskBeforeItIsFinished() throws IOException {
    RunFolder folder = started();
    List<CellResult> cells = SampleRun.fewCells();
    int measured = 0;
    assertEquals(0, JmhJson.read(folder.path().resolve("jmh.json")).size());
    for (CellResult cell : cells) {
      SampleRun.append(folder, cell);
      measured += cell.status() == CellStatus.MEASURED ? 1 : 0;
      assertEquals(measured, JmhJson.read(folder.path().resolve("jmh.json")).size());
      String tidy = read(folder, "tidy.csv");
      assertTrue(tidy.endsWith("\n"), tidy);
      assertTrue(tidy.contains("," + cell.key().id() + ","), tidy);
    }
  }

  @Test
  void saysWhatIsMissingWhenItIsInterrupted() throws IOException {
    RunFolder folder = started();
    CellResult first = firstMeasured();
    SampleRun.append(folder, first);
    folder.close();
    String report = read(folder, "report.md");
    Golden.assertMatches("report-interrupted.md", report);
    assertTrue(report.contains("**The run was interrupted.**"), report);
    assertTrue(report.contains("9 cells scheduled: 1 measured, 0 skipped, 0 failed, 8 missing."));
    assertEquals(8, folder.missing().size());
    assertFalse(folder.missing().contains(first.key()));
  }

  @Test
  void saysWhyItWasStopped() throws IOException {
    RunFolder folder = started();
    folder.stopped("the digest of set on guest-postgres differs from the oracle's for roaring");
    folder.finish();
    String report = read(folder, "report.md");
    assertTrue(report.contains("**The run was stopped:** the digest of set"), report);
    assertTrue(report.contains("Nothing was measured."), report);
  }

  @Test
  void writesItsEndIntoTheManifest() throws IOException {
    RunFolder folder = complete();
    assertTrue(JsonFiles.read(folder.path().resolve("manifest.json")).get("endUtc").isNull());
    folder.finish();
    assertEquals(
        "2026-11-22T10:17:03.250Z",
        JsonFiles.read(folder.path().resolve("manifest.json")).get("endUtc").textValue());
  }

  @Test
  void finishesOnce() throws IOException {
    RunFolder folder = complete();
    folder.finish();
    Files.delete(folder.path().resolve("report.md"));
    folder.finish();
    folder.close();
    assertFalse(Files.exists(folder.path().resolve("report.md")));
    assertThrows(IllegalStateException.class, () -> folder.append(SampleRun.noFootprint()));
  }

  @Test
  void refusesAFolderThatIsThere() throws IOException {
    RunFolder.create(parent, "run-1");
    var refused =
        assertThrows(FileAlreadyExistsException.class, () -> RunFolder.create(parent, "run-1"));
    assertTrue(refused.getMessage().contains("a run of this name is there"), refused.getMessage());
  }

  @Test
  void refusesNamesThatLeaveTheParent() {
    for (String name : List.of("", "..", ".", "a/b", "a b", "../x")) {
      assertThrows(IllegalArgumentException.class, () -> RunFolder.create(parent, name), name);
    }
  }

  @Test
  void refusesResultsBeforeTheManifest() throws IOException {
    RunFolder folder = RunFolder.create(parent, "run-1");
    assertThrows(
        IllegalStateException.class, () -> SampleRun.append(folder, SampleRun.noFootprint()));
    folder.close();
  }

  @Test
  void refusesASecondManifest() throws IOException {
    RunFolder folder = started();
    assertThrows(IllegalStateException.class, () -> folder.manifest(SampleRun.manifest()));
  }

  @Test
  void refusesAManifestWithHoles() throws IOException {
    RunFolder folder = RunFolder.create(parent, "run-1");
    Manifest holed =
        SampleRun.manifest(
            MachineFacts.collect(), new JdkFacts("v", null, "vm", List.of(), "gc", 1));
    var refused = assertThrows(IllegalArgumentException.class, () -> folder.manifest(holed));
    assertTrue(refused.getMessage().contains("/jdk/version"), refused.getMessage());
    folder.manifest(SampleRun.manifest());
  }

  @Test
  void refusesACellTwice() throws IOException {
    RunFolder folder = complete();
    String before = read(folder, "tidy.csv");
    for (CellResult cell : SampleRun.fewCells()) {
      assertThrows(IllegalArgumentException.class, () -> SampleRun.append(folder, cell));
    }
    for (Footprint footprint : SampleRun.fewFootprints()) {
      assertThrows(IllegalArgumentException.class, () -> folder.append(footprint));
    }
    assertEquals(before, read(folder, "tidy.csv"));
  }

  @Test
  void refusesAMeasuredCellWithoutJmhAndTheReverse() throws IOException {
    RunFolder folder = started();
    CellResult measured = firstMeasured();
    assertThrows(IllegalArgumentException.class, () -> folder.append(measured));
    ObjectNode entry = SampleRun.jmhEntry(measured);
    assertThrows(
        IllegalArgumentException.class, () -> folder.append(SampleRun.noFootprint(), entry));
  }

  @Test
  void refusesAnotherUnitInTheSameRow() throws IOException {
    RunFolder folder = complete();
    CellResult other = firstMeasured();
    Measurement measurement = other.measurement();
    CellResult odd =
        CellResult.measured(
            SampleRun.key("set", "bitset", "guest-postgres"),
            new Measurement("time", "us/op", measurement.samples(), 1, "pass", 1, Map.of()),
            null);
    ObjectNode entry = SampleRun.jmhEntry(odd);
    var refused = assertThrows(IllegalArgumentException.class, () -> folder.append(odd, entry));
    assertTrue(refused.getMessage().contains("ns/write"), refused.getMessage());
    assertTrue(refused.getMessage().contains("ns/pass"), refused.getMessage());
  }

  @Test
  void writesNothingOfACellWhoseJsonIsBroken() throws IOException {
    RunFolder folder = started();
    CellResult cell = firstMeasured();
    ObjectNode entry = SampleRun.jmhEntry(cell);
    entry.remove("primaryMetric");
    String tidy = read(folder, "tidy.csv");
    var refused = assertThrows(ResultFormatException.class, () -> folder.append(cell, entry));
    assertTrue(refused.getMessage().contains(cell.key().id()), refused.getMessage());
    assertEquals(tidy, read(folder, "tidy.csv"));
    assertEquals(0, JmhJson.read(folder.path().resolve("jmh.json")).size());
    SampleRun.append(folder, cell);
  }

  @Test
  void goesOnWhenItsThreadIsInterrupted() throws IOException {
    RunFolder folder = started();
    try {
      for (CellResult cell : SampleRun.fewCells()) {
        Thread.currentThread().interrupt();
        SampleRun.append(folder, cell);
      }
      folder.finish();
    } finally {
      assertTrue(Thread.interrupted());
    }
    assertEquals(3, JmhJson.read(folder.path().resolve("jmh.json")).size());
  }

  @Test
  void takesCellsFromSeveralThreads() throws Exception {
    RunFolder folder = started();
    List<CellResult> cells = SampleRun.cells().subList(0, 24);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (CellResult cell : cells) {
        tasks.add(
            () -> {
              SampleRun.append(folder, cell);
              return null;
            });
      }
      for (Future<Void> task : threads.invokeAll(tasks)) {
        task.get();
      }
    } finally {
      threads.shutdown();
    }
    folder.finish();
    long measured = cells.stream().filter(cell -> cell.status() == CellStatus.MEASURED).count();
    assertEquals(measured, JmhJson.read(folder.path().resolve("jmh.json")).size());
    String tidy = read(folder, "tidy.csv");
    cells.forEach(cell -> assertTrue(tidy.contains("," + cell.key().id() + ","), cell::toString));
  }

  @Test
  void showsAFootprintThatNobodyHas() throws IOException {
    RunFolder folder = started();
    folder.append(SampleRun.noFootprint());
    String text = folder.table().render(TableFormat.TEXT);
    assertTrue(text.contains("memory     guest-postgres        skipped (1)\n"), text);
    assertFalse(text.contains("heap"), text);
  }

  @Test
  void printsTheTableOfWhatIsThereInTheManifestsOrder() throws IOException {
    RunFolder folder = complete();
    Golden.assertMatches("run/table.txt", folder.table().render(TableFormat.TEXT));
  }

  @Test
  void namesARunByTimeCommitAndProfile() {
    assertEquals(
        SampleRun.RUN_ID,
        RunFolder.runId(SampleRun.START, SampleRun.manifest().git().sha(), "quick"));
    assertEquals(
        "20261122T101500Z-unknown-smoke",
        RunFolder.runId(SampleRun.START, MachineFacts.UNKNOWN, "smoke"));
  }
}
