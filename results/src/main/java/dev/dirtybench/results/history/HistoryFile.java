package dev.dirtybench.results.history;

import dev.dirtybench.results.AtomicFile;
import dev.dirtybench.results.CsvWriter;
import dev.dirtybench.results.ResultFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The file {@code history.csv}: all scores of all runs that were added, the oldest addition first.
 *
 * <p>It only grows: lines that are there stay as they are, to the byte. It is replaced as a whole,
 * so that a program that is killed leaves the old file or the new one.
 */
public final class HistoryFile {
  /** The columns, in order. */
  public static final List<String> COLUMNS =
      List.of(
          "utc",
          "commit",
          "author_date",
          "run_id",
          "profile",
          "machine",
          "cell_id",
          "metric",
          "unit",
          "better",
          "score",
          "forks",
          "adjusted_score");

  private static final String LOWER = "lower";
  private static final String HIGHER = "higher";

  private HistoryFile() {}

  /**
   * Reads a history.
   *
   * @param file the file
   * @return its rows, in the file's order
   * @throws ResultFormatException if it is not a history, or cut off
   * @throws IOException if it cannot be read
   */
  public static List<HistoryRow> read(Path file) throws IOException {
    CsvLines lines = CsvLines.read(file, COLUMNS);
    List<HistoryRow> rows = new ArrayList<>(lines.rows().size());
    for (CsvLines.Row row : lines.rows()) {
      try {
        rows.add(parse(row));
      } catch (IllegalArgumentException | DateTimeParseException e) {
        var fault = CsvLines.fault(lines.file(), row.line(), "a score of a run", e.getMessage());
        fault.initCause(e);
        throw fault;
      }
    }
    return rows;
  }

  private static HistoryRow parse(CsvLines.Row row) {
    String better = row.get("better");
    if (!better.equals(LOWER) && !better.equals(HIGHER)) {
      throw new IllegalArgumentException("better: \"" + better + '"');
    }
    String adjusted = row.get("adjusted_score");
    return new HistoryRow(
        Instant.parse(row.get("utc")),
        row.get("commit"),
        Instant.parse(row.get("author_date")),
        row.get("run_id"),
        row.get("profile"),
        row.get("machine"),
        row.get("cell_id"),
        row.get("metric"),
        row.get("unit"),
        better.equals(LOWER),
        Double.parseDouble(row.get("score")),
        Integer.parseInt(row.get("forks")),
        adjusted.isEmpty() ? Double.NaN : Double.parseDouble(adjusted));
  }

  /**
   * Adds a run behind all others, sorted by cell and metric.
   *
   * @param file the file; made with a head line if it is not there
   * @param rows of one run
   * @throws IllegalArgumentException if there is no row, or the run is in the file already
   * @throws ResultFormatException if the file is not a history, or cut off; it is left as it is
   * @throws IOException if it cannot be read or replaced; it is left as it is
   */
  public static void append(Path file, List<HistoryRow> rows) throws IOException {
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("expected a run with measured cells, found none");
    }
    StringBuilder text = new StringBuilder();
    CsvWriter csv = new CsvWriter(COLUMNS, text);
    if (Files.exists(file)) {
      String run = rows.get(0).runId();
      if (read(file).stream().anyMatch(row -> row.runId().equals(run))) {
        throw new IllegalArgumentException(
            file.getFileName() + ": expected a run that is not in the history, found " + run);
      }
      text.append(Files.readString(file));
    } else {
      csv.header();
    }
    rows.stream()
        .sorted(Comparator.comparing(HistoryRow::cell).thenComparing(HistoryRow::metric))
        .forEach(row -> write(csv, row));
    AtomicFile.write(file, text.toString());
  }

  private static void write(CsvWriter csv, HistoryRow row) {
    Map<String, Object> values = new HashMap<>();
    values.put("utc", row.utc());
    values.put("commit", row.commit());
    values.put("author_date", row.authorDate());
    values.put("run_id", row.runId());
    values.put("profile", row.profile());
    values.put("machine", row.machine());
    values.put("cell_id", row.cell());
    values.put("metric", row.metric());
    values.put("unit", row.unit());
    values.put("better", row.lowerIsBetter() ? LOWER : HIGHER);
    values.put("score", row.score());
    values.put("forks", row.forks());
    values.put("adjusted_score", row.adjusted());
    try {
      csv.row(values);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail to be written", e);
    }
  }
}
