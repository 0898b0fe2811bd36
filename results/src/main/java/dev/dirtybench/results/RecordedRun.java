package dev.dirtybench.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run folder as a run left it, also one that was killed: results, in the order of {@code
 * tidy.csv}.
 *
 * @param path the folder
 * @param facts its manifest
 * @param cells timed, skipped and failed cells
 * @param footprints what was weighed
 * @param jmhResults the entries of {@code jmh.json}
 * @param tidyRows the rows of {@code tidy.csv}
 */
record RecordedRun(
    Path path,
    JsonNode facts,
    List<CellResult> cells,
    List<Footprint> footprints,
    List<JmhResult> jmhResults,
    List<Map<String, String>> tidyRows) {

  /**
   * Reads a run folder. What a killed run had not written to its end is left out.
   *
   * @throws ResultFormatException if it is none, or a file of it is broken
   * @throws IOException if it cannot be read
   */
  static RecordedRun read(Path folder) throws IOException {
    JsonNode facts = RunVersion.manifest(folder);
    Path tidyFile = folder.resolve("tidy.csv");
    if (!Files.exists(tidyFile)) {
      throw new ResultFormatException(name(folder), "", "a run folder with tidy.csv", "none in it");
    }
    String tidy = Files.readString(tidyFile);
    if (!hasEnded(facts)) {
      tidy = tidy.substring(0, tidy.lastIndexOf('\n') + 1);
    }
    List<Map<String, String>> rows =
        CsvReader.read(name(folder) + "/tidy.csv", tidy, TidyRows.COLUMNS);
    RecordedCells reader =
        new RecordedCells(
            name(folder), JmhJson.read(folder.resolve("jmh.json")), digests(folder, facts));
    Map<String, List<Map<String, String>>> byCell = new LinkedHashMap<>();
    for (Map<String, String> row : rows) {
      byCell.computeIfAbsent(row.get("cell_id"), id -> new ArrayList<>()).add(row);
    }
    List<CellResult> cells = new ArrayList<>();
    List<Footprint> footprints = new ArrayList<>();
    List<Map<String, String>> used = new ArrayList<>();
    for (List<Map<String, String>> cell : byCell.values()) {
      if (!hasEnded(facts) && !reader.isWhole(cell)) {
        continue;
      }
      if (RecordedCells.isFootprint(cell)) {
        footprints.add(reader.footprint(cell));
      } else {
        cells.add(reader.cell(cell));
      }
      used.addAll(cell);
    }
    return new RecordedRun(folder, facts, cells, footprints, reader.results(), used);
  }

  private static Map<String, String> digests(Path folder, JsonNode facts) throws IOException {
    Map<String, String> digests = new HashMap<>();
    Path file = folder.resolve("digest.json");
    if (Files.exists(file)) {
      for (JsonPlace entry :
          JsonPlace.root(name(folder) + "/digest.json", JsonFiles.read(file))
              .member("digests")
              .elements()) {
        digests.put(entry.member("cell").text(), entry.member("digest").text());
      }
    } else if (hasEnded(facts)) {
      throw new ResultFormatException(
          name(folder),
          "",
          "a run folder with digest.json",
          "none in it, though the run has ended");
    }
    return digests;
  }

  private static boolean hasEnded(JsonNode facts) {
    return facts.path("endUtc").isTextual();
  }

  private static String name(Path folder) {
    return folder.toAbsolutePath().normalize().getFileName().toString();
  }

  /** The folder's name. */
  String name() {
    return name(path);
  }

  /** Whether the run came to its end, or was stopped in an orderly way. */
  boolean hasEnded() {
    return hasEnded(facts);
  }

  /** Ids of all cells that have a result. */
  List<String> ids() {
    List<String> ids = new ArrayList<>();
    cells.forEach(cell -> ids.add(cell.key().id()));
    footprints.forEach(footprint -> ids.add(footprint.key().id()));
    return ids;
  }

  /** A list of texts of the manifest. */
  List<String> texts(String pointer) {
    List<String> texts = new ArrayList<>();
    facts.at(pointer).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** A part of the manifest as the record that it was written from. */
  <T> T part(String pointer, Class<T> type) throws ResultFormatException {
    try {
      T part = JsonFiles.MAPPER.treeToValue(facts.at(pointer), type);
      if (part == null) {
        throw new ResultFormatException(
            name() + "/manifest.json", pointer, "a value", facts.at(pointer).toString());
      }
      return part;
    } catch (JsonProcessingException e) {
      var fault =
          new ResultFormatException(
              name() + "/manifest.json",
              pointer,
              "what this version writes there",
              e.getOriginalMessage().lines().findFirst().orElse("something else"));
      fault.initCause(e);
      throw fault;
    }
  }

  /** Several of them. */
  <T> List<T> parts(String pointer, Class<T> type) throws ResultFormatException {
    List<T> parts = new ArrayList<>();
    for (int i = 0; i < facts.at(pointer).size(); i++) {
      parts.add(part(pointer + '/' + i, type));
    }
    return parts;
  }

  /** A moment of the manifest, null where there is none. */
  Instant moment(String pointer) throws ResultFormatException {
    JsonNode node = facts.at(pointer);
    if (node.isNull()) {
      return null;
    }
    try {
      return Instant.parse(node.asText());
    } catch (DateTimeParseException e) {
      var fault =
          new ResultFormatException(
              name() + "/manifest.json", pointer, "a time in UTC", node.toString());
      fault.initCause(e);
      throw fault;
    }
  }

  MachineFacts machine() throws ResultFormatException {
    return new MachineFacts(
        part("/os", MachineFacts.Os.class),
        part("/cpu", MachineFacts.Cpu.class),
        part("/mem", MachineFacts.Memory.class));
  }
}
