package dev.dirtybench.results.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dirtybench.results.JsonFiles;
import dev.dirtybench.results.MachineFingerprint;
import dev.dirtybench.results.Manifest;
import dev.dirtybench.results.ResultFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A finished run as the history takes it, from {@code manifest.json} and {@code summary.csv} of its
 * folder.
 */
public final class HistoryRun {
  private static final List<String> COLUMNS =
      List.of("cell_id", "metric", "unit", "better", "n_forks", "hl_or_median", "status");

  private final Path folder;
  private final String name;
  private final JsonNode manifest;

  private HistoryRun(Path folder, String name, JsonNode manifest) {
    this.folder = folder;
    this.name = name;
    this.manifest = manifest;
  }

  /**
   * Opens a run.
   *
   * @param folder of the run
   * @return the run
   * @throws ResultFormatException if it is not a finished run of a clean commit on one machine
   * @throws IOException if it cannot be read
   */
  public static HistoryRun open(Path folder) throws IOException {
    String name = folder.toAbsolutePath().normalize().getFileName().toString();
    for (String file : List.of("manifest.json", "summary.csv")) {
      if (!Files.exists(folder.resolve(file))) {
        throw new ResultFormatException(
            name,
            "",
            "the folder of a finished run with manifest.json and summary.csv",
            "no " + file);
      }
    }
    JsonNode manifest = JsonFiles.read(folder.resolve("manifest.json"));
    HistoryRun run = new HistoryRun(folder, name, manifest);
    int schema = manifest.path("schemaVersion").asInt(0);
    run.require(
        schema >= 1 && schema <= Manifest.SCHEMA_VERSION,
        "/schemaVersion",
        "a manifest of version 1 to " + Manifest.SCHEMA_VERSION);
    run.require(manifest.at("/endUtc").isTextual(), "/endUtc", "a run that has ended");
    run.require(
        manifest.at("/git/sha").asText().matches("[0-9a-f]{40}"),
        "/git/sha",
        "a run of a known commit");
    run.require(
        !manifest.at("/git/dirty").asBoolean(true),
        "/git/dirty",
        "a run of a commit alone, without changes on top of it,");
    run.require(
        manifest.path("machines").findValuesAsText("fingerprint").stream().distinct().count() < 2,
        "/machines",
        "a run on machines of one kind (add the parts of a merged one each for itself)");
    return run;
  }

  private void require(boolean holds, String pointer, String expected)
      throws ResultFormatException {
    if (!holds) {
      JsonNode found = manifest.at(pointer);
      throw new ResultFormatException(
          name, pointer, expected, found.isMissingNode() ? "nothing" : found.toString());
    }
  }

  /**
   * What was measured.
   *
   * @return 40 hex digits
   */
  public String commit() {
    return manifest.at("/git/sha").asText();
  }

  /**
   * When the commit was written, as far as the run knows.
   *
   * @return null if it does not
   */
  public Instant authorDate() {
    JsonNode date = manifest.at("/git/authorDate");
    return date.isTextual() ? Instant.parse(date.asText()) : null;
  }

  /**
   * The scores to be kept: those of which it is known which way is better.
   *
   * @param authorDate when the commit was written
   * @return one for each metric of a measured cell that is above 0
   * @throws ResultFormatException if the summary is not one
   * @throws IOException if it cannot be read
   */
  public List<HistoryRow> rows(Instant authorDate) throws IOException {
    Instant utc = Instant.parse(manifest.at("/startUtc").asText());
    String machine = MachineFingerprint.of(manifest).hash();
    double ruler = ruler();
    CsvLines summary = CsvLines.read(folder.resolve("summary.csv"), COLUMNS);
    List<HistoryRow> rows = new ArrayList<>();
    for (CsvLines.Row row : summary.rows()) {
      if (!row.get("status").equals("measured") || row.get("better").isEmpty()) {
        continue;
      }
      double score = number(summary, row, "hl_or_median");
      if (score == 0) {
        continue;
      }
      boolean lower = row.get("better").equals("lower");
      boolean timed = row.get("metric").equals("time") || row.get("metric").equals("rate");
      try {
        rows.add(
            new HistoryRow(
                utc,
                commit(),
                authorDate,
                name,
                manifest.path("profile").asText(),
                machine,
                row.get("cell_id"),
                row.get("metric"),
                row.get("unit"),
                lower,
                score,
                row.get("n_forks").isEmpty() ? 0 : (int) number(summary, row, "n_forks"),
                !timed ? Double.NaN : lower ? score / ruler : score * ruler));
      } catch (IllegalArgumentException e) {
        var fault = CsvLines.fault(summary.file(), row.line(), "a score", e.getMessage());
        fault.initCause(e);
        throw fault;
      }
    }
    return rows;
  }

  private static double number(CsvLines lines, CsvLines.Row row, String column)
      throws ResultFormatException {
    try {
      return Double.parseDouble(row.get(column));
    } catch (NumberFormatException e) {
      var fault =
          CsvLines.fault(
              lines.file(), row.line(), "a number in " + column, '"' + row.get(column) + '"');
      fault.initCause(e);
      throw fault;
    }
  }

  /** The geometric mean of the rulers' times, NaN where the run has none. */
  private double ruler() throws ResultFormatException {
    JsonNode rulers = manifest.at("/calibration/rulers");
    double sum = 0;
    for (JsonNode ruler : rulers) {
      double median = ruler.path("median").asDouble();
      require(median > 0, "/calibration/rulers", "medians above 0");
      sum += Math.log(median);
    }
    return rulers.isEmpty() ? Double.NaN : Math.exp(sum / rulers.size());
  }
}
