package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads who compares what cannot be compared. */
class CompareCommandTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path folder;
  private Path a;
  private Path b;

  @BeforeEach
  void twoRuns() throws IOException {
    a = new SeededRun(1, 3, 6).write(folder.resolve("a"));
    b = new SeededRun(2, 3, 6).write(folder.resolve("b"));
  }

  private static void change(Path file, Consumer<ObjectNode> change) throws IOException {
    ObjectNode json = (ObjectNode) MAPPER.readTree(file.toFile());
    change.accept(json);
    MAPPER.writeValue(file.toFile(), json);
  }

  private void refused(int exit, String... expected) {
    Call call = Call.of("compare", a, b);
    assertEquals(exit, call.exit(), call.err());
    for (String part : expected) {
      assertTrue(call.error().contains(part), call.error());
    }
    assertEquals("", call.out());
  }

  @Test
  void alikeRunsAreCompared() {
    Call call = Call.done("compare", a, b);
    assertTrue(call.out().contains("\nop1 "), call.out());
    assertEquals("", call.err());
  }

  @Test
  void runsWithoutACommonCell() throws IOException {
    Files.writeString(
        b.resolve("jmh.json"),
        Files.readString(b.resolve("jmh.json")).replace("dev.dirtybench.Sample", "Other"));
    refused(2, "expected cells that a and another column both have, found none in common");
  }

  @Test
  void aFilterThatNoCellPasses() {
    Call call = Call.of("compare", a, b, "--filter", "operation:none");
    assertEquals(2, call.exit());
    assertTrue(call.error().contains("found none that pass the filter"), call.error());
  }

  @Test
  void aCellThatHasVanishedIsNamedAndEndsWithFour() throws IOException {
    var results = MAPPER.readTree(b.resolve("jmh.json").toFile());
    ((com.fasterxml.jackson.databind.node.ArrayNode) results).remove(0);
    MAPPER.writeValue(b.resolve("jmh.json").toFile(), results);
    Call call = Call.of("compare", a, b);
    assertEquals(4, call.exit());
    assertTrue(call.out().contains("missing: op0: not in b"), call.out());
    assertTrue(call.out().contains("\nop1 "), call.out());
  }

  @Test
  void machinesThatAreNotAlike() throws IOException {
    change(b.resolve("manifest.json"), m -> ((ObjectNode) m.get("cpu")).put("cores", 64));
    refused(2, "b has another cores: 2 and 64 (3 cells)", "--across-machines");
    Call advice = Call.of("compare", a, b, "--across-machines");
    assertEquals(0, advice.exit(), advice.err());
    assertTrue(advice.error().startsWith("advice only, across machines: b has another cores"));
    assertTrue(advice.out().contains("verdicts in parentheses are advice"), advice.out());
  }

  @Test
  void flagsOfTheCellsThatAreNotAlike() throws IOException {
    Files.writeString(
        b.resolve("jmh.json"), Files.readString(b.resolve("jmh.json")).replace("-Xmx1g", "-Xmx2g"));
    refused(2, "another jvm args: -Xmx1g and -Xmx2g (3 cells)");
  }

  @Test
  void anotherHeapInTheManifestAloneIsThatOfOtherCells() throws IOException {
    change(b.resolve("manifest.json"), m -> ((ObjectNode) m.get("jdk")).put("maxHeap", 1));
    Call.done("compare", a, b);
  }

  @Test
  void aRunThatHasNotEnded() throws IOException {
    change(b.resolve("manifest.json"), m -> m.putNull("endUtc"));
    refused(2, "b: at /endUtc: expected a run that has ended, found none");
  }

  @Test
  void aFolderThatIsHalfARun() throws IOException {
    Files.delete(b.resolve("jmh.json"));
    refused(2, "b: expected a run folder with manifest.json and jmh.json, found no jmh.json in it");
    Files.delete(b.resolve("manifest.json"));
    refused(2, "found no manifest.json in it");
  }

  @Test
  void aRunOfANewerVersion() throws IOException {
    change(b.resolve("manifest.json"), m -> m.put("schemaVersion", 99));
    refused(2, "expected a manifest of version 1 to 1, found 99, which a newer dirtybench wrote");
  }

  @Test
  void jsonThatIsCutOff() throws IOException {
    String whole = Files.readString(b.resolve("jmh.json"));
    Files.writeString(b.resolve("jmh.json"), whole.substring(0, whole.length() / 2));
    refused(2, "jmh.json", "expected valid JSON in UTF-8, found line ");
    Files.writeString(b.resolve("jmh.json"), "");
    refused(2, "jmh.json: expected a JSON value, found an empty file");
    Files.writeString(b.resolve("jmh.json"), "[]");
    refused(2, "b: expected at least one result, found none");
    Files.writeString(b.resolve("manifest.json"), "{\"schemaVersion\": ");
    refused(2, "manifest.json", "expected valid JSON");
  }

  @Test
  void valuesThatAreNone() throws IOException {
    String whole = Files.readString(b.resolve("jmh.json"));
    Files.writeString(b.resolve("jmh.json"), whole.replaceFirst("\"rawData\":\\[\\[", "$0true,"));
    refused(2, "jmh.json: at /0/primaryMetric/rawData/0/0: expected a number");
  }

  @Test
  void aFileThatIsNotThere() {
    Call call = Call.of("compare", a, folder.resolve("none"));
    assertEquals(2, call.exit());
    assertTrue(call.error().startsWith("no such file: "), call.error());
  }

  @Test
  void aMergedRunWhoseMachinesDoNotCoverItsResults() throws IOException {
    change(b.resolve("manifest.json"), m -> m.putArray("machines").addObject().put("results", 1));
    refused(2, "b: at /machines: expected machines with 3 results, found 1 results");
  }

  @Test
  void aThousandCellsOfTwelveForksAreAllCompared() throws IOException {
    Path before = new SeededRun(1, 1000, 12).write(folder.resolve("before"));
    Path after = new SeededRun(2, 1000, 12).write(folder.resolve("after"));
    Call call = Call.done("compare", before, after, "--format", "csv");
    assertEquals(1001, call.out().lines().count());
  }
}
