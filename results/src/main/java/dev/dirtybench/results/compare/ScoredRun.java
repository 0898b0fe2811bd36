package dev.dirtybench.results.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dirtybench.results.JmhJson;
import dev.dirtybench.results.JmhResult;
import dev.dirtybench.results.ResultFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cells of one run, from its folder or from a file that JMH wrote.
 *
 * @param name of the folder or file
 * @param cells in the file's order
 * @param machine what must be alike for scores to be comparable, by name; only what is known
 * @param interleaved whether forks of the same number were measured side by side
 */
public record ScoredRun(
    String name, List<ScoredCell> cells, Map<String, String> machine, boolean interleaved) {
  /** The newest version of a run's manifest that is understood. */
  public static final int NEWEST_SCHEMA = 1;

  /** Copies what it is given. */
  public ScoredRun {
    cells = List.copyOf(cells);
    machine = new LinkedHashMap<>(machine);
  }

  /**
   * Reads a run.
   *
   * @param path a run folder of this project, or a JSON file of anybody's JMH
   * @return the run
   * @throws ResultFormatException if it is neither, half-written or of a newer version
   * @throws IOException if it cannot be read
   */
  public static ScoredRun read(Path path) throws IOException {
    String name = path.toAbsolutePath().normalize().getFileName().toString();
    if (!Files.isDirectory(path)) {
      List<JmhResult> results = JmhJson.read(path);
      return of(name, results, machineOf(results), false);
    }
    Path manifest = path.resolve("manifest.json");
    Path jmh = path.resolve("jmh.json");
    if (!Files.exists(manifest) || !Files.exists(jmh)) {
      throw new ResultFormatException(
          name,
          "",
          "a run folder with manifest.json and jmh.json, or a JSON file of JMH",
          Files.exists(manifest) ? "no jmh.json in it" : "no manifest.json in it");
    }
    JsonNode facts = new ObjectMapper().readTree(manifest.toFile());
    int schema = facts.path("schemaVersion").asInt(0);
    if (schema < 1 || schema > NEWEST_SCHEMA) {
      throw new ResultFormatException(
          name,
          "/schemaVersion",
          "a manifest of version 1 to " + NEWEST_SCHEMA,
          facts.path("schemaVersion").toString());
    }
    return of(name, JmhJson.read(jmh), machineOf(facts), true);
  }

  private static ScoredRun of(
      String name, List<JmhResult> results, Map<String, String> machine, boolean interleaved)
      throws ResultFormatException {
    if (results.isEmpty()) {
      throw new ResultFormatException(name, "", "at least one result", "none");
    }
    List<ScoredCell> cells = new ArrayList<>();
    results.forEach(result -> cells.add(ScoredCell.of(result)));
    return new ScoredRun(name, cells, machine, interleaved);
  }

  private static Map<String, String> machineOf(JsonNode facts) {
    Map<String, String> machine = new LinkedHashMap<>();
    machine.put("cpu", facts.at("/cpu/model").asText());
    machine.put("cores", facts.at("/cpu/cores").asText());
    machine.put("jdk", facts.at("/jdk/vendor").asText() + ' ' + facts.at("/jdk/version").asText());
    machine.put("gc", facts.at("/jdk/gc").asText());
    machine.put("thp", facts.at("/mem/thp").asText());
    machine.put("kernel", majorMinor(facts.at("/os/kernel").asText()));
    return machine;
  }

  private static Map<String, String> machineOf(List<JmhResult> results) {
    Map<String, String> machine = new LinkedHashMap<>();
    if (!results.isEmpty()) {
      JsonNode first = results.get(0).node();
      String vm = first.path("vmName").asText() + ' ' + first.path("vmVersion").asText();
      machine.put("jdk", vm.isBlank() ? first.path("jdkVersion").asText() : vm);
    }
    return machine;
  }

  private static String majorMinor(String kernel) {
    String[] parts = kernel.split("\\.", 3);
    return parts.length < 2 ? kernel : parts[0] + '.' + parts[1];
  }

  /**
   * What is not alike on another run's machine, of what both know.
   *
   * @param other the other run
   * @return such as {@code cores: 2 and 4}; empty if all is alike
   */
  public List<String> unlike(ScoredRun other) {
    List<String> unlike = new ArrayList<>();
    machine.forEach(
        (fact, value) -> {
          String theirs = other.machine.get(fact);
          if (theirs != null && !theirs.equals(value)) {
            unlike.add(fact + ": " + value + " and " + theirs);
          }
        });
    return unlike;
  }

  /**
   * The same run under another name.
   *
   * @param newName as columns call it
   * @return the run
   */
  public ScoredRun named(String newName) {
    return new ScoredRun(newName, cells, machine, interleaved);
  }
}
