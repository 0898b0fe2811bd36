package dev.dirtybench.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder that one run leaves, written while the run goes on.
 *
 * <p>What is appended is on disk when the call returns: a run that is killed leaves a valid {@code
 * jmh.json} and a {@code tidy.csv} of all that was measured. {@link #finish()} adds the summary and
 * the report. All methods may be called from any thread, {@link #finish()} from a shutdown hook.
 */
public final class RunFolder implements AutoCloseable {
  private final Path folder;

  private RunFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the folder of a new run.
   *
   * @param parent where runs are kept; made if it does not exist
   * @param runId name of the folder: letters, digits, dots, hyphens and underscores
   * @return the empty folder
   * @throws java.nio.file.FileAlreadyExistsException if there is a run of that name
   * @throws IOException if it cannot be made
   */
  public static RunFolder create(Path parent, String runId) throws IOException {
    return new RunFolder(parent.resolve(runId));
  }

  /**
   * Where the files are.
   *
   * @return the folder
   */
  public Path path() {
    return folder;
  }

  /**
   * Writes {@code manifest.json}; to be called once, before anything is appended.
   *
   * @param manifest what the run is made with; its schedule says which cells are expected
   * @throws IllegalStateException if there is one already
   * @throws IOException if it cannot be written
   */
  public void manifest(Manifest manifest) throws IOException {}

  /**
   * Adds a measured cell.
   *
   * @param cell the cell
   * @param jmhResult what JMH wrote of it: the array, or the entry alone
   * @throws IllegalArgumentException if the cell is not measured, or was appended before
   * @throws IllegalStateException if there is no manifest yet or the run is finished
   * @throws ResultFormatException if the JSON is not of JMH's form; nothing is written then
   * @throws IOException if it cannot be written
   */
  public void append(CellResult cell, JsonNode jmhResult) throws IOException {}

  /**
   * Adds a skipped or failed cell.
   *
   * @param cell the cell
   * @throws IllegalArgumentException if the cell is measured, or was appended before
   * @throws IllegalStateException if there is no manifest yet or the run is finished
   * @throws IOException if it cannot be written
   */
  public void append(CellResult cell) throws IOException {}

  /**
   * Adds a footprint.
   *
   * @param footprint the footprint
   * @throws IllegalArgumentException if it was appended before
   * @throws IllegalStateException if there is no manifest yet or the run is finished
   * @throws IOException if it cannot be written
   */
  public void append(Footprint footprint) throws IOException {}

  /**
   * Notes why the run ends early, for the report; {@link #finish()} is still to be called.
   *
   * @param reason in one line
   */
  public void stopped(String reason) {}

  /**
   * The table of what has been appended so far.
   *
   * @return the table
   */
  public ResultTable table() {
    return new ResultTable(List.of(), List.of(), TableOrder.AS_MEASURED);
  }

  /**
   * The scheduled cells that have not been appended yet.
   *
   * @return their keys, in the schedule's order
   */
  public List<CellKey> missing() {
    return List.of();
  }

  /**
   * Writes summary, report, footprints, digests and checksums, and ends the run; later calls do
   * nothing. If scheduled cells are missing, the report says that the run was interrupted.
   *
   * @throws IOException if a file cannot be written
   */
  public void finish() throws IOException {}

  /**
   * Calls {@link #finish()}.
   *
   * @throws IOException if a file cannot be written
   */
  @Override
  public void close() throws IOException {
    finish();
  }
}
