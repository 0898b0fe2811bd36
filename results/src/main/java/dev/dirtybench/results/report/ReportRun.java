package dev.dirtybench.results.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dirtybench.results.JmhJson;
import dev.dirtybench.results.JsonFiles;
import dev.dirtybench.results.Manifest;
import dev.dirtybench.results.ResultFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * One run as the report takes it, from its folder or from a file that JMH wrote.
 *
 * @param name of the folder or file
 * @param folder where further files of it are; null for a file of JMH
 * @param manifest what it was made with; null for a file of JMH
 * @param rows all numbers, and the cells without one
 * @param curves its warm-up, where it kept it
 */
public record ReportRun(
    String name, Path folder, JsonNode manifest, List<ReportRow> rows, List<WarmupCurve> curves) {
  /** Copies the lists. */
  public ReportRun {
    rows = List.copyOf(rows);
    curves = List.copyOf(curves);
  }

  /**
   * Reads a run.
   *
   * @param path a run folder, or a JSON file of anybody's JMH
   * @param contender the parameter of a JMH file whose values are compared, {@code method} for its
   *     methods; empty to choose {@code backend} where there is one, else the methods
   * @return the run
   * @throws ResultFormatException if it is neither, empty, half-written or of a newer version
   * @throws IOException if it cannot be read
   */
  public static ReportRun read(Path path, String contender) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    String name = path.toAbsolutePath().normalize().getFileName().toString();
    if (!Files.isDirectory(path)) {
      return nonEmpty(
          new ReportRun(
              name, null, null, JmhRows.of(JmhJson.readValues(path), contender), List.of()));
    }
    Path manifest = path.resolve("manifest.json");
    if (!Files.exists(manifest)) {
      throw new ResultFormatException(
          name,
          "",
          "a run folder with manifest.json, or a JSON file of JMH",
          "no manifest.json in it");
    }
    JsonNode facts = JsonFiles.read(manifest);
    int schema = facts.path("schemaVersion").asInt(0);
    if (schema < 1 || schema > Manifest.SCHEMA_VERSION) {
      throw new ResultFormatException(
          name,
          "/schemaVersion",
          "a manifest of version 1 to " + Manifest.SCHEMA_VERSION,
          schema > Manifest.SCHEMA_VERSION
              ? schema + ", which a newer dirtybench wrote"
              : facts.path("schemaVersion").toString());
    }
    List<ReportRow> rows;
    if (Files.exists(path.resolve("summary.csv"))) {
      rows = new FolderRows(path).read();
    } else if (Files.exists(path.resolve("jmh.json"))) {
      rows = JmhRows.of(JmhJson.readValues(path.resolve("jmh.json")), "backend");
    } else {
      throw new ResultFormatException(
          name, "", "a run with summary.csv or jmh.json", "neither of them");
    }
    return nonEmpty(new ReportRun(name, path, facts, inOrder(rows, facts), WarmupCurve.read(path)));
  }

  /** A run's cells come in any order; a reader looks for the manifest's. */
  private static List<ReportRow> inOrder(List<ReportRow> rows, JsonNode manifest) {
    Map<String, Integer> places = new HashMap<>();
    for (JsonNode operation : manifest.path("operations")) {
      places.put("operation " + operation.asText(), places.size());
    }
    for (JsonNode trace : manifest.path("traces")) {
      places.put("trace " + trace.path("name").asText(), places.size());
    }
    for (JsonNode backend : manifest.path("backends")) {
      places.put("backend " + backend.path("name").asText(), places.size());
    }
    rows.forEach(row -> places.putIfAbsent("trace " + row.place().trace(), places.size()));
    ToIntFunction<String> place = name -> places.getOrDefault(name, Integer.MAX_VALUE);
    return rows.stream()
        .sorted(
            Comparator.comparingInt(
                    (ReportRow row) -> place.applyAsInt("operation " + row.place().operation()))
                .thenComparingInt(row -> place.applyAsInt("trace " + row.place().trace()))
                .thenComparingDouble(row -> SpeedCharts.bytes(row.place().granularity()))
                .thenComparing(row -> row.place().parameters())
                .thenComparingInt(row -> place.applyAsInt("backend " + row.place().backend())))
        .toList();
  }

  private static ReportRun nonEmpty(ReportRun run) throws ResultFormatException {
    boolean openLoop = run.folder() != null && Files.exists(run.folder().resolve("open-loop.json"));
    if (run.rows().isEmpty() && !openLoop) {
      throw new ResultFormatException(run.name(), "", "a run with at least one cell", "none");
    }
    return run;
  }

  /** Whether its forks of one number were measured side by side: on one machine, in rounds. */
  boolean isSideBySide() {
    return manifest != null && !manifest.has("machines");
  }

  /** Id of the session in which its JVM took turns with others, null if there was none. */
  String session() {
    return manifest == null ? null : manifest.at("/session/id").asText(null);
  }

  /** The same run under the label that rows call it by. */
  ReportRun labelled(String label) {
    return new ReportRun(
        name,
        folder,
        manifest,
        rows.stream().map(row -> row.in(row.place().in(label))).toList(),
        curves);
  }
}
