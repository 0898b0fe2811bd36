package dev.dirtybench.results.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dirtybench.results.Golden;
import dev.dirtybench.results.JsonFiles;
import dev.dirtybench.results.ResultFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportDataTest {
  private static final Path SAMPLE = Path.of("src/test/resources/golden/run");
  private static final Path JMH = Path.of("src/test/resources/jmh/1.37-avgt-gc.json");

  @TempDir private Path folder;

  @Test
  void dataOfARunHoldsRowsForEveryChart() throws IOException {
    ReportInput input =
        new ReportInput(
            Map.of("guest-postgres", "<svg/>"),
            Map.of("guest-postgres", Map.of(65536L, 0.25)),
            List.of(
                new ReportInput.LatencyCurve(
                    "run",
                    "hbitmap",
                    "write",
                    List.of(
                        new ReportInput.LatencyCurve.Point(50, 120),
                        new ReportInput.LatencyCurve.Point(99, 900)))),
            null,
            benchmark -> Optional.of(new ReportInput.SourceLine("Some.java:1", "../Some.java#L1")));
    ObjectNode data = new ReportData(List.of(ReportRun.read(SAMPLE, "")), input).json();
    Golden.assertMatches("report/report.json", JsonFiles.print(data));
  }

  @Test
  void aWinnerByTooFewForksIsNotCalledSure() throws IOException {
    ObjectNode data = RunFixture.data(folder, RunFixture.runs(3, 1));
    assertEquals("fast", data.at("/answer/0/take").asText());
    assertTrue(
        data.at("/answer/0/sure").asText().startsWith("How sure: not very."), data::toString);
  }

  @Test
  void aWinnerByForksSideBySideIsSureAndHasLimits() throws IOException {
    ObjectNode data = RunFixture.data(folder, RunFixture.runs(3, 8));
    assertTrue(
        data.at("/answer/0/sure").asText().startsWith("How sure: very, for this machine."),
        data::toString);
    JsonNode slow = chart(data, "answer").at("/panels/0/rows/1");
    assertEquals(2.0, slow.get(2).asDouble(), 0.05);
    assertTrue(slow.get(3).asDouble() > 1.9 && slow.get(4).asDouble() < 2.1, slow::toString);
    assertEquals("slower", chart(data, "forest").at("/panels/0/rows/0/8").asText());
  }

  @Test
  void whatDoesNotVaryIsLeftOutWithItsReason() throws IOException {
    ObjectNode data = RunFixture.data(folder, RunFixture.runs(1, 1));
    assertEquals("the run has one granularity", chart(data, "granularity").get("omitted").asText());
    assertFalse(chart(data, "speed").has("omitted"));
  }

  @Test
  void twoBackendsAreNotCalledSecondAndLast() throws IOException {
    ObjectNode data = RunFixture.data(folder, RunFixture.runs(3, 1));
    String why = data.at("/answer/0/why").asText();
    assertTrue(why.endsWith("slow takes 2.00 times as long."), why);
  }

  @Test
  void aFloorIsOneLineOverAllWorkloads() throws IOException {
    ObjectNode data = RunFixture.data(folder, RunFixture.runs(2, 1, 8));
    Set<String> lines = new TreeSet<>();
    for (JsonNode row : chart(data, "disk-size").at("/panels/0/rows")) {
      lines.add(row.get(4).asText());
    }
    assertTrue(lines.contains("nothing/"), lines::toString);
    assertEquals(5, lines.size(), lines::toString);
  }

  @Test
  void theUnitSuitsTheMiddleOfTheValues() {
    assertEquals("\u00b5s/pass", Shown.amid("ns/pass", DoubleStream.of(200, 200_000)).unit());
    assertEquals("ns/write", Shown.amid("ns/write", DoubleStream.of(2, 40)).unit());
    assertEquals("ns/write", Shown.amid("ns/write", DoubleStream.of()).unit());
  }

  @Test
  void rowsStandInTheOrderOfTheManifestsBackends() throws IOException {
    RunFixture.write(folder, RunFixture.runs(2, 1));
    Path file = folder.resolve("summary.csv");
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    Collections.reverse(lines.subList(1, lines.size()));
    Files.write(file, lines);
    assertEquals(
        List.of("fast", "slow", "nothing", "fast", "slow", "nothing"),
        ReportRun.read(folder, "").rows().stream().map(row -> row.place().backend()).toList());
  }

  @Test
  void floorsAndRoofsHaveRowsButTakeNoPartInTheAnswer() throws IOException {
    ObjectNode data = RunFixture.data(folder, RunFixture.runs(2, 2));
    assertTrue(data.get("series").toString().contains("\"role\":\"floor\""), data::toString);
    assertFalse(chart(data, "answer").toString().contains("nothing"), data::toString);
    assertTrue(chart(data, "speed").toString().contains("nothing"), data::toString);
  }

  @Test
  void aPeersNameIsMarkedWhereverItStands() throws IOException {
    RunFixture.write(folder, RunFixture.runs(2, 1));
    Path manifest = folder.resolve("manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(
        manifest,
        text.replace("\"fast\", \"capabilities\": []", "\"fast\", \"capabilities\": [\"PEER\"]"));
    ReportRun run = ReportRun.read(folder, "");
    ObjectNode one = new ReportData(List.of(run), ReportInput.NONE).json();
    assertEquals("fast\u2020", one.at("/series/0/name").asText());
    assertTrue(one.at("/series/0/peer").asBoolean());
    assertFalse(one.at("/series/1/peer").asBoolean());
    assertEquals("fast\u2020", one.at("/answer/0/take").asText());
    assertTrue(chart(one, "heatmap").toString().contains("\"fast\u2020\""), one::toString);
    ObjectNode two = new ReportData(List.of(run, run), ReportInput.NONE).json();
    assertEquals("fast\u2020 @B", two.at("/series/1/name").asText());
  }

  @Test
  void twoRunsStandSideBySideAndEachCellIsComparedWithTheFirstRuns() throws IOException {
    ReportRun run = ReportRun.read(SAMPLE, "");
    ObjectNode data = new ReportData(List.of(run, run), ReportInput.NONE).json();
    assertTrue(data.get("series").toString().contains("hbitmap @B"), data::toString);
    assertTrue(chart(data, "forest").toString().contains("against run A"), data::toString);
  }

  @Test
  void jvmsThatTookTurnsAreCalledByTheirNamesAndComparedForkByFork() throws IOException {
    List<ReportRun> runs = new ArrayList<>();
    for (int jdk : List.of(17, 25)) {
      Path path = Files.createDirectory(folder.resolve("run-jdk" + jdk));
      RunFixture.write(path, RunFixture.runs(2, 12));
      Path manifest = path.resolve("manifest.json");
      Files.writeString(
          manifest,
          Files.readString(manifest)
              .replace(
                  "\"jdk\": {}",
                  "\"jdk\": {\"vendor\": \"v\", \"version\": \""
                      + jdk
                      + "\"}, \"session\": {\"id\": \"0123456789abcdef\", \"label\": \"jdk"
                      + jdk
                      + "\"}"));
      runs.add(ReportRun.read(path, ""));
    }
    ObjectNode data = new ReportData(runs, ReportInput.NONE).json();
    assertEquals("jdk17 and jdk25 in turns", data.get("title").asText());
    assertEquals("[]", data.at("/runs/1/unlike").toString(), "the JDK is what is compared");
    assertTrue(data.get("series").toString().contains("fast @jdk25"), data::toString);
    JsonNode panel = chart(data, "forest").at("/panels/1");
    assertEquals("against run jdk17", panel.get("title").asText(), panel::toString);
    assertEquals("equal", panel.at("/rows/0/8").asText(), panel::toString);
  }

  @Test
  void aFileOfAnyJmhGivesATableStripsAndSpeeds() throws IOException {
    ObjectNode data = new ReportData(List.of(ReportRun.read(JMH, "")), ReportInput.NONE).json();
    assertTrue(data.get("rows").size() > 0);
    assertFalse(chart(data, "strips").has("omitted"));
    assertFalse(chart(data, "speed").has("omitted"));
  }

  @Test
  void whatIsNoRunIsSaidInOneLine() throws IOException {
    assertFault("no manifest.json in it", folder);
    Files.writeString(folder.resolve("manifest.json"), "{\"schemaVersion\": 9}");
    assertFault("which a newer dirtybench wrote", folder);
    Files.writeString(folder.resolve("manifest.json"), "{\"schemaVersion\": 1}");
    assertFault("neither of them", folder);
    Files.writeString(folder.resolve("jmh.json"), "[]");
    assertFault("a run with at least one cell", folder);
    assertThrows(NoSuchFileException.class, () -> ReportRun.read(folder.resolve("nowhere"), ""));
  }

  @Test
  void aRunThatWasKilledIsReadFromItsJmhJson() throws IOException {
    for (String file : List.of("manifest.json", "jmh.json")) {
      Files.copy(SAMPLE.resolve(file), folder.resolve(file));
    }
    assertTrue(ReportRun.read(folder, "").rows().stream().anyMatch(ReportRow::isPrimary));
  }

  private static void assertFault(String expected, Path path) {
    var fault = assertThrows(ResultFormatException.class, () -> ReportRun.read(path, ""));
    assertTrue(fault.getMessage().contains(expected), fault::getMessage);
    assertFalse(fault.getMessage().contains("\n"), fault::getMessage);
  }

  static JsonNode chart(ObjectNode data, String id) {
    for (JsonNode chart : data.get("charts")) {
      if (chart.get("id").asText().equals(id)) {
        return chart;
      }
    }
    throw new IllegalArgumentException("no chart " + id);
  }
}
