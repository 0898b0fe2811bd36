package dev.dirtybench.results.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dirtybench.results.JsonFiles;
import dev.dirtybench.results.ResultFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryRunTest {
  private static final Path RUN = Path.of("src", "test", "resources", "golden", "run");
  private static final Instant DATE = Instant.parse("2026-11-01T00:00:00Z");

  @TempDir Path folder;

  private Path changed(Consumer<ObjectNode> change) throws IOException {
    ObjectNode manifest = (ObjectNode) JsonFiles.read(RUN.resolve("manifest.json"));
    ((ObjectNode) manifest.get("git")).put("dirty", false);
    change.accept(manifest);
    Files.writeString(folder.resolve("manifest.json"), JsonFiles.print(manifest));
    Files.writeString(folder.resolve("summary.csv"), Files.readString(RUN.resolve("summary.csv")));
    return folder;
  }

  @Test
  void measuredCellsWithAKnownDirectionBecomeRows() throws IOException {
    HistoryRun run = HistoryRun.open(changed(manifest -> {}));
    List<HistoryRow> rows = run.rows(DATE);
    assertTrue(rows.stream().anyMatch(row -> row.metric().equals("time")), rows.toString());
    assertTrue(rows.stream().anyMatch(row -> row.metric().equals("heap_bytes")), rows.toString());
    assertTrue(rows.stream().allMatch(row -> row.commit().equals(run.commit())));
    assertTrue(rows.stream().allMatch(row -> Double.isNaN(row.adjusted())));
    assertTrue(rows.stream().allMatch(row -> row.authorDate().equals(DATE)));
  }

  @Test
  void timesAreAdjustedByTheRunsRulersAndBytesAreNot() throws IOException {
    Path run =
        changed(
            manifest ->
                manifest
                    .putObject("calibration")
                    .set(
                        "rulers",
                        JsonNodeFactory.instance
                            .objectNode()
                            .<ObjectNode>set("l1", ruler(2))
                            .set("copy", ruler(8))));
    for (HistoryRow row : HistoryRun.open(run).rows(DATE)) {
      if (row.metric().equals("time")) {
        assertEquals(row.score() / 4, row.adjusted(), 1e-9 * row.score());
      } else if (row.metric().equals("heap_bytes")) {
        assertTrue(Double.isNaN(row.adjusted()));
      }
    }
  }

  private static ObjectNode ruler(double median) {
    return JsonNodeFactory.instance.objectNode().put("median", median);
  }

  private static ObjectNode machine(String fingerprint) {
    return JsonNodeFactory.instance.objectNode().put("fingerprint", fingerprint);
  }

  @Test
  void whatIsNoFinishedRunOfACleanCommitIsRefused() throws IOException {
    refused(changed(manifest -> manifest.put("schemaVersion", 99)), "/schemaVersion");
    refused(changed(manifest -> manifest.putNull("endUtc")), "a run that has ended");
    refused(changed(m -> ((ObjectNode) m.get("git")).put("dirty", true)), "/git/dirty");
    refused(changed(m -> ((ObjectNode) m.get("git")).put("sha", "unknown")), "known commit");
    refused(changed(m -> m.putArray("machines").add(machine("a")).add(machine("b"))), "one kind");
    Files.delete(folder.resolve("summary.csv"));
    refused(folder, "no summary.csv");
    Files.delete(folder.resolve("manifest.json"));
    refused(folder, "no manifest.json");
  }

  @Test
  void aHalfWrittenFileIsRefused() throws IOException {
    Path run = changed(manifest -> {});
    String summary = Files.readString(run.resolve("summary.csv"));
    Files.writeString(run.resolve("summary.csv"), summary.substring(0, summary.length() - 9));
    HistoryRun opened = HistoryRun.open(run);
    assertThrows(ResultFormatException.class, () -> opened.rows(DATE));
    Files.writeString(run.resolve("manifest.json"), "{\"schemaVersion\": 1, ");
    refused(run, "valid JSON");
  }

  private static void refused(Path run, String message) {
    var e = assertThrows(ResultFormatException.class, () -> HistoryRun.open(run));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void theCommittedHistoryBeginsWithTheReferenceRun() throws IOException {
    List<HistoryRow> rows = HistoryFile.read(Path.of("history.csv"));
    try (var runs = Files.list(Path.of("reference"))) {
      Path run = runs.filter(path -> path.toString().endsWith("-quick")).sorted().toList().get(0);
      List<HistoryRow> added =
          rows.stream().filter(row -> row.runId().equals(run.getFileName().toString())).toList();
      List<HistoryRow> own = HistoryRun.open(run).rows(added.get(0).authorDate());
      assertEquals(own.size(), added.size());
      assertTrue(added.containsAll(own));
    }
    Annotation.read(Path.of("annotations.csv"));
  }
}
