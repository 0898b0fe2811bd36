package dev.dirtybench.benchmarks.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dirtybench.benchmarks.footprint.Weight;
import dev.dirtybench.results.CellKey;
import dev.dirtybench.results.CellResult;
import dev.dirtybench.results.Footprint;
import dev.dirtybench.results.JmhJson;
import dev.dirtybench.results.JmhResult;
import dev.dirtybench.results.Measurement;
import dev.dirtybench.results.ResultTable;
import dev.dirtybench.results.RunFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One run: verify every cell, weigh every bitmap, then time the cells in rounds, one fork a cell
 * and round. What is known is in the run's folder at once.
 */
public final class BenchRun {
  private final BenchOptions options;
  private final Plan plan;
  private final RunFolder folder;
  private final Progress progress;
  private final Verification verification;
  private final Set<PlannedCell> failed = new HashSet<>();
  private boolean stopped;

  /**
   * Prepares a run.
   *
   * @param options what was asked for
   * @param plan the cells
   * @param folder takes the results; its manifest is written
   * @param progress told about each step
   */
  public BenchRun(BenchOptions options, Plan plan, RunFolder folder, Progress progress) {
    this.options = options;
    this.plan = plan;
    this.folder = folder;
    this.progress = progress;
    this.verification = new Verification(options, plan);
  }

  /**
   * Runs everything and closes the folder.
   *
   * @return the table
   * @throws MismatchException if a backend disagrees with the oracle; nothing was timed then
   * @throws IOException if the folder cannot be written
   * @throws InterruptedException if the thread is interrupted
   */
  public ResultTable run() throws IOException, InterruptedException {
    Thread hook = new Thread(this::stop, "keep-what-is-measured");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      verification.run(party -> progress.say("checking results against the oracle's: " + party));
      noteWhatIsNotTimed();
      weigh();
      time();
      synchronized (this) {
        folder.finish();
        return folder.table();
      }
    } catch (MismatchException e) {
      synchronized (this) {
        folder.stopped(e.getMessage());
        folder.finish();
      }
      throw e;
    } finally {
      if (!isStopped()) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    }
  }

  /**
   * Whether a cell failed.
   *
   * @return true if at least one did
   */
  public boolean hasFailures() {
    return !failed.isEmpty();
  }

  private void noteWhatIsNotTimed() throws IOException {
    for (PlannedCell cell : plan.cells()) {
      String error = verification.error(cell);
      if (cell.skipReason() != null) {
        folder.append(CellResult.skipped(key(cell), cell.skipReason()));
      } else if (error != null) {
        fail(cell, "its result could not be checked: " + error);
      }
    }
  }

  private void weigh() throws IOException, InterruptedException {
    Weighing weighing = new Weighing(options);
    for (String backend : plan.backends()) {
      Map<CellKey, PlannedCell> cells = new LinkedHashMap<>();
      for (PlannedCell cell : plan.cells()) {
        if (cell.backend().equals(backend) && cell.skipReason() == null && !plan.isFloor(cell)) {
          cells.putIfAbsent(footprintKey(cell), cell);
        }
      }
      if (cells.isEmpty()) {
        continue;
      }
      progress.say("weighing bitmaps: " + backend);
      Weighing.Weights weights = weighing.weigh(backend, List.copyOf(cells.values()));
      synchronized (this) {
        if (stopped) {
          return;
        }
        for (Map.Entry<CellKey, PlannedCell> entry : cells.entrySet()) {
          append(entry.getKey(), entry.getValue(), weights);
        }
      }
    }
  }

  private void append(CellKey key, PlannedCell cell, Weighing.Weights weights) throws IOException {
    Weight weight = weights.byCell().get(cell);
    if (weight == null) {
      failed.add(cell);
      folder.append(CellResult.failed(key, "the weighing JVM ended early: " + weights.failure()));
    } else {
      folder.append(
          new Footprint(
              cell.backend(),
              cell.trace().name(),
              cell.granularity().toString(),
              weight.heapBytes(),
              weight.offHeapBytes(),
              weight.serializedBytes(),
              weight.nativeBytes()));
    }
  }

  private void time() throws IOException {
    CellRunner runner = new CellRunner(options.profile(), options.jvm());
    List<PlannedCell> schedule = new ArrayList<>();
    for (int round = 0; round < options.profile().forks(); round++) {
      schedule.addAll(plan.round(round));
    }
    schedule.removeIf(failed::contains);
    progress.start(schedule.size(), expected(schedule.size()));
    for (PlannedCell cell : schedule) {
      if (failed.contains(cell)) {
        continue;
      }
      progress.begin(cell.title());
      CellRunner.Outcome outcome = runner.run(cell);
      synchronized (this) {
        if (stopped) {
          return;
        }
        progress.end(cell.title(), record(cell, outcome));
      }
    }
    progress.clear();
  }

  private Duration expected(int forks) {
    Profile profile = options.profile();
    long fork =
        700L
            + (long) profile.warmupIterations() * profile.warmupMillis()
            + (long) profile.iterations() * profile.iterationMillis();
    return Duration.ofMillis(fork * forks);
  }

  private String record(PlannedCell cell, CellRunner.Outcome outcome) throws IOException {
    if (outcome.json() == null) {
      fail(cell, "its JVM died: " + outcome.failure());
      return "failed";
    }
    var json = new ObjectMapper().readTree(outcome.json());
    JmhResult result = JmhJson.parse(json, cell.title()).get(0);
    Measurement measurement = Measurement.of(result, cell.steps(), cell.operation().step());
    folder.append(CellResult.measured(key(cell), measurement, verification.digest(cell)), json);
    return measurement.headline();
  }

  private void fail(PlannedCell cell, String reason) throws IOException {
    failed.add(cell);
    folder.append(CellResult.failed(key(cell), reason));
    progress.say(cell.title() + " failed: " + reason);
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  /** Runs when the JVM is told to stop: ends the forks and closes the folder with what it has. */
  private synchronized void stop() {
    stopped = true;
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    progress.clear();
    try {
      folder.stopped("stopped by the user");
      folder.finish();
      progress.say("stopped; what was measured is in " + folder.path());
    } catch (IOException e) {
      progress.say("stopped; the report could not be written: " + e.getMessage());
    }
  }

  static CellKey key(PlannedCell cell) {
    return new CellKey(
        cell.operation().benchmark(),
        cell.operation().label(),
        cell.backend(),
        cell.trace().name(),
        cell.granularity().toString(),
        cell.parameters().entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
            .collect(Collectors.joining(",")));
  }

  static CellKey footprintKey(PlannedCell cell) {
    return Footprint.key(cell.backend(), cell.trace().name(), cell.granularity().toString());
  }
}
