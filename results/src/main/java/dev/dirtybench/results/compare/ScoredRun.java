package dev.dirtybench.results.compare;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dirtybench.results.JmhJson;
import dev.dirtybench.results.JmhResult;
import dev.dirtybench.results.MachineFingerprint;
import dev.dirtybench.results.ResultFormatException;
import dev.dirtybench.results.RunVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cells of one run, from its folder or from a file that JMH wrote.
 *
 * @param name of the folder or file
 * @param cells in the file's order
 * @param interleaved whether forks of the same number were measured side by side
 */
public record ScoredRun(String name, List<ScoredCell> cells, boolean interleaved) {
  /** Copies the list. */
  public ScoredRun {
    cells = List.copyOf(cells);
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
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    String name = path.toAbsolutePath().normalize().getFileName().toString();
    if (!Files.isDirectory(path)) {
      List<JmhResult> results = JmhJson.readValues(path);
      requireSome(name, results);
      List<ScoredCell> cells = new ArrayList<>();
      for (JmhResult result : results) {
        cells.add(
            ScoredCell.of(result, site(new MeasuringSite("the file", machineOf(result)), result)));
      }
      return new ScoredRun(name, cells, false);
    }
    JsonNode manifest = RunVersion.manifest(path);
    if (!manifest.path("endUtc").isTextual()) {
      throw new ResultFormatException(
          name, "/endUtc", "a run that has ended", "none: it still runs, or was killed");
    }
    List<JmhResult> results = JmhJson.readValues(path.resolve("jmh.json"));
    requireSome(name, results);
    List<MeasuringSite> sites = sites(name, manifest, results.size());
    List<ScoredCell> cells = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      MeasuringSite site = sites.get(i);
      cells.add(ScoredCell.of(results.get(i), site(site, results.get(i))));
    }
    return new ScoredRun(name, cells, true);
  }

  private static void requireSome(String name, List<JmhResult> results)
      throws ResultFormatException {
    if (results.isEmpty()) {
      throw new ResultFormatException(name, "", "at least one result", "none");
    }
  }

  /** Where each entry was measured: the machines of a merged run have entries in turn. */
  private static List<MeasuringSite> sites(String name, JsonNode manifest, int results)
      throws ResultFormatException {
    JsonNode machines = manifest.path("machines");
    if (machines.isMissingNode()) {
      return Collections.nCopies(
          results,
          new MeasuringSite("the machine", MachineFingerprint.of(manifest), session(manifest)));
    }
    List<MeasuringSite> sites = new ArrayList<>();
    for (JsonNode machine : machines) {
      MeasuringSite site =
          new MeasuringSite(
              "shard " + machine.path("shard").asInt(),
              MachineFingerprint.of(machine),
              session(machine));
      sites.addAll(Collections.nCopies(machine.path("results").asInt(), site));
    }
    if (sites.size() != results) {
      throw new ResultFormatException(
          name, "/machines", "machines with " + results + " results", sites.size() + " results");
    }
    return sites;
  }

  /** A manifest has the largest heap of all cells; the entry has the cell's own, in its flags. */
  private static MeasuringSite site(MeasuringSite site, JmhResult result) {
    String arguments = result.jvmArgs();
    return arguments == null
        ? site
        : new MeasuringSite(
            site.name(),
            site.machine()
                .with(MachineFingerprint.HEAP, null)
                .with(MachineFingerprint.JVM_ARGS, arguments),
            site.session());
  }

  private static String session(JsonNode facts) {
    return facts.at("/session/id").asText(null);
  }

  private static MachineFingerprint machineOf(JmhResult result) {
    Map<String, String> facts = new LinkedHashMap<>();
    String vm =
        result.node().path("vmName").asText() + ' ' + result.node().path("vmVersion").asText();
    String jdk = vm.isBlank() ? result.node().path("jdkVersion").asText() : vm;
    if (!jdk.isBlank()) {
      facts.put("jdk", jdk);
    }
    return new MachineFingerprint(facts);
  }

  /**
   * The same run under another name.
   *
   * @param newName as columns call it
   * @return the run
   */
  public ScoredRun named(String newName) {
    return new ScoredRun(newName, cells, interleaved);
  }
}
