package dev.dirtybench.results;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Writes the files of a run folder that can only be written when the run ends. */
final class RunEnding {
  private static final String CHECKSUMS = "SHA256SUMS";

  private final Path folder;
  private final String runId;
  private final RunContent content;
  private final String stopReason;

  /**
   * The end of a run.
   *
   * @param folder the run folder
   * @param runId its name
   * @param content what was gathered
   * @param stopReason why it ended early, null if nobody said so
   */
  RunEnding(Path folder, String runId, RunContent content, String stopReason) {
    this.folder = folder;
    this.runId = runId;
    this.content = content;
    this.stopReason = stopReason;
  }

  void write() throws IOException {
    JsonFiles.write(
        folder.resolve("manifest.json"),
        ManifestJson.of(runId, content.manifest(), content.calibration()));
    AtomicFile.write(folder.resolve("summary.csv"), summary());
    JsonFiles.write(folder.resolve("footprint.json"), footprints());
    JsonFiles.write(folder.resolve("digest.json"), digests());
    AtomicFile.write(
        folder.resolve("report.md"), new RunReport(runId, content, stopReason).render());
    AtomicFile.write(folder.resolve(CHECKSUMS), checksums());
  }

  private String summary() throws IOException {
    StringBuilder text = new StringBuilder();
    CsvWriter writer = new CsvWriter(SummaryRows.COLUMNS, text);
    SummaryRows rows = new SummaryRows(new CellColumns(runId, content.manifest()), content.forks());
    writer.header();
    for (CellResult cell : content.cells()) {
      for (var row : rows.of(cell)) {
        writer.row(row);
      }
    }
    for (Footprint footprint : content.footprints()) {
      for (var row : rows.of(footprint)) {
        writer.row(row);
      }
    }
    return text.toString();
  }

  private ObjectNode footprints() {
    ObjectNode root = root();
    ArrayNode array = root.putArray("footprints");
    for (Footprint footprint : content.footprints()) {
      ObjectNode entry = entry(array, footprint.key());
      entry.put("heapBytes", footprint.heapBytes());
      entry.put("offHeapBytes", footprint.offHeapBytes());
      entry.put("serializedBytes", footprint.serializedBytes());
      entry.put("nativeBytes", footprint.nativeBytes());
    }
    return root;
  }

  private ObjectNode digests() {
    ObjectNode root = root();
    ArrayNode array = root.putArray("digests");
    for (CellResult cell : content.cells()) {
      if (cell.digest() != null) {
        ObjectNode entry = entry(array, cell.key());
        entry.put("operation", cell.key().operation());
        entry.put("digest", cell.digest());
      }
    }
    return root;
  }

  private ObjectNode root() {
    ObjectNode root = JsonFiles.MAPPER.createObjectNode();
    root.put("schemaVersion", Manifest.SCHEMA_VERSION);
    root.put("runId", runId);
    return root;
  }

  private static ObjectNode entry(ArrayNode array, CellKey key) {
    ObjectNode entry = array.addObject();
    entry.put("cell", key.id());
    entry.put("backend", key.backend());
    entry.put("trace", key.trace());
    entry.put("granularity", key.granularity());
    return entry;
  }

  /** As {@code sha256sum -c} reads it. */
  private String checksums() throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files =
          walk.filter(Files::isRegularFile)
              .filter(file -> !file.equals(folder.resolve(CHECKSUMS)))
              .sorted()
              .toList();
    }
    StringBuilder text = new StringBuilder();
    for (Path file : files) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      text.append(Sha256.ofFile(file)).append("  ").append(name).append('\n');
    }
    return text.toString();
  }
}
