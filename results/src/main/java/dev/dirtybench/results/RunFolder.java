package dev.dirtybench.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The folder that one run leaves, written while the run goes on.
 *
 * <p>What is appended is on disk when the call returns: a run that is killed leaves a valid {@code
 * jmh.json} and a {@code tidy.csv} of all that was measured. {@link #finish()} adds the summary and
 * the report. All methods may be called from any thread, {@link #finish()} from a shutdown hook.
 */
public final class RunFolder implements AutoCloseable {
  /** The file with a line for each JVM. */
  static final String SCHEDULE = "schedule.jsonl";

  /** The file with a line for each iteration. */
  static final String WARMUP = "warmup.jsonl";

  private static final Pattern RUN_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final DateTimeFormatter COMPACT_UTC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int GIT_DIGITS = 12;

  private final Path folder;
  private final Clock clock;
  private final RunContent content = new RunContent();
  private final JsonLines schedule;
  private final JsonLines iterations;
  private EarlierRun earlier;
  private TidyFile tidyFile;
  private TidyRows tidyRows;
  private String stopReason;
  private boolean finished;

  private RunFolder(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
    this.schedule = new JsonLines(folder.resolve(SCHEDULE));
    this.iterations = new JsonLines(folder.resolve(WARMUP));
  }

  /**
   * Makes the folder of a new run.
   *
   * @param parent where runs are kept; made if it does not exist
   * @param runId name of the folder: letters, digits, dots, hyphens and underscores
   * @return the folder, empty
   * @throws IllegalArgumentException if the name has other characters
   * @throws FileAlreadyExistsException if there is a run of that name
   * @throws IOException if it cannot be made
   */
  public static RunFolder create(Path parent, String runId) throws IOException {
    return create(parent, runId, Clock.systemUTC());
  }

  static RunFolder create(Path parent, String runId, Clock clock) throws IOException {
    if (!RUN_ID.matcher(runId).matches()) {
      throw new IllegalArgumentException(
          "a run id must be letters, digits, dots, hyphens and underscores, got \"" + runId + '"');
    }
    Files.createDirectories(parent);
    Path folder = parent.resolve(runId);
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      var refused =
          new FileAlreadyExistsException(
              folder.toString(), null, "a run of this name is there; choose another or remove it");
      refused.initCause(e);
      throw refused;
    }
    return new RunFolder(folder, clock);
  }

  /**
   * Opens the folder of an interrupted run again. {@link #manifest} then checks that it is the same
   * run, and {@link #restore} puts in order what is kept.
   *
   * @param earlier what the folder tells
   * @return the folder, without content so far
   */
  public static RunFolder goOn(EarlierRun earlier) {
    RunFolder run = new RunFolder(earlier.folder(), Clock.systemUTC());
    run.earlier = earlier;
    return run;
  }

  /**
   * The usual name of a run: {@code <UTC>-<first 12 digits of the commit>-<profile>}.
   *
   * @param startUtc when the run starts
   * @param gitSha commit, or {@link MachineFacts#UNKNOWN}
   * @param profile such as {@code quick}
   * @return such as {@code 20261122T191200Z-7c30cdc01234-quick}
   */
  public static String runId(Instant startUtc, String gitSha, String profile) {
    String commit = gitSha.substring(0, Math.min(GIT_DIGITS, gitSha.length()));
    return COMPACT_UTC.format(startUtc) + '-' + commit + '-' + profile;
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
   * @throws IllegalArgumentException if a part of it is null; what is not known is {@link
   *     MachineFacts#UNKNOWN}; if the folder's earlier run was made with something else
   * @throws IllegalStateException if there is one already
   * @throws IOException if it cannot be written
   */
  public synchronized void manifest(Manifest manifest) throws IOException {
    if (content.hasManifest()) {
      throw new IllegalStateException("a run has one manifest, got a second one (" + folder + ")");
    }
    Manifest same = manifest;
    if (earlier != null) {
      earlier.requireSame(ManifestJson.of(runId(), manifest, content.calibration()));
      same = manifest.begunBy(earlier);
    }
    if (earlier == null) {
      writeManifest(same);
      JsonFiles.write(folder.resolve("jmh.json"), content.jmhJson());
      tidyFile = TidyFile.write(folder.resolve("tidy.csv"), List.of());
    }
    tidyRows = new TidyRows(new CellColumns(runId(), same));
    content.manifest(same);
  }

  /**
   * Puts back what an earlier run measured, in the place of all that is in the folder: forks that
   * are not kept are dropped from all files. To be called once, behind {@link #manifest}, and only
   * for a folder that was opened again.
   *
   * @param cells measured cells, with JMH's entry of as many forks as are kept
   * @throws IOException if a file cannot be written; the call may be repeated
   */
  public synchronized void restore(Map<CellResult, JsonNode> cells) throws IOException {
    requireRunning();
    Map<String, Integer> kept = new HashMap<>();
    List<JmhResult> results = new ArrayList<>();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Map.Entry<CellResult, JsonNode> cell : cells.entrySet()) {
      CellResult result = cell.getKey();
      kept.put(result.key().id(), result.measurement().samples().forkCount());
      results.addAll(JmhJson.parse(cell.getValue(), "JMH's result of " + result.key()));
      rows.addAll(tidyRows.of(result, 0, now()));
    }
    List<ScheduleEntry> jvms = earlier.schedule(kept);
    JsonFiles.write(folder.resolve("jmh.json"), JmhJson.merge(results));
    iterations.replace(earlier.iterations(jvms));
    schedule.replace(jvms);
    tidyFile = TidyFile.write(folder.resolve("tidy.csv"), rows);
    jvms.forEach(content.forks()::add);
    cells.keySet().forEach(cell -> content.add(cell, results));
    writeManifest(content.manifest());
  }

  /**
   * Notes that the run was given a time and not a number of rounds; before {@link #manifest}.
   *
   * @param budget the time
   */
  public synchronized void budget(Duration budget) {
    content.budget(budget);
  }

  /**
   * Replaces the plan of the manifest, when a budget has been cut into rounds.
   *
   * @param plan how much is measured in every cell
   * @throws IOException if the manifest cannot be written
   */
  public synchronized void plan(MeasuringPlan plan) throws IOException {
    requireRunning();
    content.manifest(content.manifest().with(plan));
    writeManifest(content.manifest());
  }

  /**
   * The number of the next JVM's line.
   *
   * @return 1 or more
   */
  public synchronized int nextSeq() {
    return content.forks().nextSeq();
  }

  /**
   * The time that the JVMs of the run have taken so far, those of an earlier part included.
   *
   * @return the sum of their times
   */
  public synchronized Duration timed() {
    return Duration.ofNanos(content.forks().nanos());
  }

  /**
   * Adds the line of a JVM; of a fork, behind its values, for which this line vouches.
   *
   * @param entry the line
   * @throws IllegalStateException if there is no manifest yet or the run is finished
   * @throws IOException if it cannot be written
   */
  public synchronized void append(ScheduleEntry entry) throws IOException {
    requireRunning();
    schedule.append(entry);
    content.forks().add(entry);
  }

  /**
   * Adds the line of an iteration; nothing once the run is finished, for an iteration may be on its
   * way when a run is ended.
   *
   * @param entry the line
   * @throws IOException if it cannot be written
   */
  public synchronized void append(IterationEntry entry) throws IOException {
    if (!finished) {
      requireRunning();
      iterations.append(entry);
    }
  }

  /**
   * Notes the digest of a cell that was restored without one; other cells are left alone.
   *
   * @param key which cell
   * @param digest of what its operation left, equal to the oracle's
   */
  public synchronized void digest(CellKey key, String digest) {
    content.digest(key, digest);
  }

  /**
   * Adds a measured cell, or further forks of one: its result then holds the forks that were added
   * before, in the same order, and more.
   *
   * @param cell the cell
   * @param jmhResult what JMH wrote of it: the array, or the entry alone
   * @throws IllegalArgumentException if the cell is not measured, was appended before with other
   *     values, or is not shown in the unit of its row
   * @throws IllegalStateException if there is no manifest yet or the run is finished
   * @throws ResultFormatException if the JSON is not of JMH's form, or holds a benchmark with
   *     parameters that another cell's held; nothing is written then
   * @throws IOException if it cannot be written
   */
  public synchronized void append(CellResult cell, JsonNode jmhResult) throws IOException {
    requireRunning();
    if (cell.status() != CellStatus.MEASURED) {
      throw new IllegalArgumentException(
          "only a measured cell has a JMH result, got one for "
              + cell.key()
              + ", which was "
              + cell.status().label());
    }
    int knownForks = content.knownForks(cell);
    content.requireSameUnit(cell);
    List<JmhResult> entries = JmhJson.parse(jmhResult, "JMH's result of " + cell.key());
    List<JmhResult> all = new ArrayList<>(content.jmhResults());
    if (knownForks > 0) {
      all = content.withEntry(entries);
    } else {
      all.addAll(entries);
    }
    JsonFiles.write(folder.resolve("jmh.json"), JmhJson.merge(all));
    tidyFile.append(tidyRows.of(cell, knownForks, now()));
    content.add(cell, all);
  }

  /**
   * Adds a skipped or failed cell; one that fails after some of its forks were measured counts as
   * failed from then on.
   *
   * @param cell the cell
   * @throws IllegalArgumentException if the cell is measured, or was appended before and has not
   *     failed since
   * @throws IllegalStateException if there is no manifest yet or the run is finished
   * @throws IOException if it cannot be written
   */
  public synchronized void append(CellResult cell) throws IOException {
    requireRunning();
    if (cell.status() == CellStatus.MEASURED) {
      throw new IllegalArgumentException(
          "a measured cell must come with its JMH result, got none for " + cell.key());
    }
    content.requireNewOrFailing(cell);
    tidyFile.append(tidyRows.of(cell, 0, now()));
    content.add(cell, content.jmhResults());
  }

  /**
   * Adds a footprint.
   *
   * @param footprint the footprint
   * @throws IllegalArgumentException if it was appended before
   * @throws IllegalStateException if there is no manifest yet or the run is finished
   * @throws IOException if it cannot be written
   */
  public synchronized void append(Footprint footprint) throws IOException {
    requireRunning();
    content.requireNew(footprint.key());
    tidyFile.append(tidyRows.of(footprint, now()));
    content.add(footprint);
  }

  /**
   * Adds a section to the report, behind the results, for what JMH did not measure.
   *
   * @param title of the section, once in a run
   * @param markdown its text
   * @throws IllegalArgumentException if there is a section of this title
   * @throws IllegalStateException if there is no manifest yet or the run is finished
   */
  public synchronized void section(String title, String markdown) {
    requireRunning();
    if (content.parts().putIfAbsent(title, markdown) != null) {
      throw new IllegalArgumentException(
          "a section is added once, got \"" + title + "\" again (" + folder + ")");
    }
  }

  /**
   * Notes why the run ends early, for the report; {@link #finish()} is still to be called.
   *
   * @param reason in one line
   */
  public synchronized void stopped(String reason) {
    stopReason = reason;
  }

  /**
   * The table of what has been appended so far.
   *
   * @return the table
   */
  public synchronized ResultTable table() {
    return content.table();
  }

  /**
   * The scheduled cells that have not been appended yet.
   *
   * @return their keys, in the schedule's order
   */
  public synchronized List<CellKey> missing() {
    return content.missing();
  }

  /**
   * Writes summary, report, footprints, digests and checksums, and ends the run; later calls do
   * nothing. If scheduled cells are missing, the report says that the run was interrupted.
   *
   * @throws IOException if a file cannot be written; the call may be repeated
   */
  public synchronized void finish() throws IOException {
    if (finished) {
      return;
    }
    if (tidyFile != null) {
      content.manifest(content.manifest().endedAt(now()));
      tidyFile.close();
      new RunEnding(folder, runId(), content, stopReason).write();
    }
    finished = true;
  }

  /**
   * Calls {@link #finish()}.
   *
   * @throws IOException if a file cannot be written
   */
  @Override
  public void close() throws IOException {
    finish();
  }

  private void writeManifest(Manifest manifest) throws IOException {
    JsonFiles.write(
        folder.resolve("manifest.json"), ManifestJson.of(runId(), manifest, content.calibration()));
  }

  private String runId() {
    return folder.toAbsolutePath().normalize().getFileName().toString();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private void requireRunning() {
    if (finished || !content.hasManifest()) {
      throw new IllegalStateException(
          (finished ? "the run is finished" : "the manifest must be written first")
              + " ("
              + folder
              + ")");
    }
  }
}
