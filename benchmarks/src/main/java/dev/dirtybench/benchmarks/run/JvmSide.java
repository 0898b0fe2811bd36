package dev.dirtybench.benchmarks.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dirtybench.benchmarks.footprint.Weight;
import dev.dirtybench.results.CellKey;
import dev.dirtybench.results.CellResult;
import dev.dirtybench.results.EarlierRun;
import dev.dirtybench.results.Footprint;
import dev.dirtybench.results.JmhForks;
import dev.dirtybench.results.Manifest;
import dev.dirtybench.results.RunFolder;
import dev.dirtybench.results.ScheduleEntry;
import dev.dirtybench.results.ScheduleEntry.Kind;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One JVM's side of a run: which cells it has, what is known of them, and the folder that takes it.
 * Everything that is done in a JVM is done in this one's.
 */
public final class JvmSide {
  private final BenchOptions options;
  private final Plan plan;
  private final String label;
  private final RunFolder folder;
  private final Progress progress;
  private final Verification verification;
  private final RunState state;
  private final ForkTimer timer;
  private final Map<CellKey, PlannedCell> measured = new HashMap<>();
  private final Map<PlannedCell, JsonNode> entries = new HashMap<>();

  /**
   * A side, of which nothing is known yet.
   *
   * @param options what was asked for, in this JVM
   * @param plan its cells
   * @param manifest of its run
   * @param folder takes the results; its manifest is written
   * @param progress told about each step
   */
  public JvmSide(
      BenchOptions options, Plan plan, Manifest manifest, RunFolder folder, Progress progress) {
    this.options = options;
    this.plan = plan;
    this.label = manifest.session() == null ? "" : " " + manifest.session().label();
    this.folder = folder;
    this.progress = progress;
    this.verification = new Verification(options, plan);
    this.state = new RunState(folder, progress);
    String jar = manifest.jars().isEmpty() ? null : manifest.jars().get(0).sha256();
    this.timer = new ForkTimer(options, folder, jar);
    plan.round(0).forEach(cell -> measured.put(BenchRun.key(cell), cell));
  }

  /**
   * Takes over the forks that were measured before the run was interrupted.
   *
   * @param earlier what the folder tells
   * @throws IOException if the folder cannot be put in order
   */
  public void goOnFrom(EarlierRun earlier) throws IOException {
    entries.putAll(new Resumption(earlier).entries(plan.cells()));
    Map<CellResult, JsonNode> results = new LinkedHashMap<>();
    int forks = 0;
    for (PlannedCell cell : plan.cells()) {
      if (entries.containsKey(cell)) {
        CellResult result = Resumption.result(cell, entries.get(cell), null);
        forks += result.measurement().samples().forkCount();
        results.put(result, entries.get(cell));
      }
    }
    folder.restore(results);
    progress.say("going on with " + folder.path() + ": " + BenchRun.count(forks, "fork") + " kept");
  }

  Plan plan() {
    return plan;
  }

  RunState state() {
    return state;
  }

  RunFolder folder() {
    return folder;
  }

  ForkTimer timer() {
    return timer;
  }

  /** What a step is called: the JVM stands behind it where there are several. */
  String titled(String step) {
    return step + label;
  }

  /** Compares every cell's result with the oracle's. */
  void verify() throws IOException, InterruptedException {
    verification.run(
        party -> progress.say(titled("checking results against the oracle's: " + party)));
    synchronized (state) {
      if (state.isStopped()) {
        return;
      }
      for (PlannedCell cell : plan.cells()) {
        String error = verification.error(cell);
        if (cell.skipReason() != null) {
          folder.append(CellResult.skipped(BenchRun.key(cell), cell.skipReason()));
        } else if (error != null) {
          state.fail(cell, "its result could not be checked: " + error);
        } else if (entries.containsKey(cell)) {
          folder.digest(BenchRun.key(cell), verification.digest(cell));
        }
      }
    }
  }

  /** Weighs every bitmap. */
  void weigh() throws IOException, InterruptedException {
    Weighing weighing = new Weighing(options);
    Map<String, Map<CellKey, PlannedCell>> byBackend = new LinkedHashMap<>();
    for (PlannedCell cell : plan.weighed()) {
      byBackend
          .computeIfAbsent(cell.backend(), first -> new LinkedHashMap<>())
          .put(BenchRun.footprintKey(cell), cell);
    }
    for (String backend : byBackend.keySet()) {
      Map<CellKey, PlannedCell> cells = byBackend.get(backend);
      progress.say(titled("weighing bitmaps: " + backend));
      Weighing.Weights weights = weighing.weigh(backend, List.copyOf(cells.values()));
      synchronized (state) {
        if (state.isStopped()) {
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
      state.fail(cell);
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

  /** How many cells are measured in each round from here on. */
  int cells() {
    return (int) measured.values().stream().filter(cell -> !state.hasFailed(cell)).count();
  }

  /** How many forks are missing to so many rounds. */
  int forksLeft(int rounds) throws IOException {
    int forks = 0;
    for (PlannedCell cell : measured.values()) {
      forks += state.hasFailed(cell) ? 0 : Math.max(0, rounds - forks(cell));
    }
    return forks;
  }

  /** This side's cell of a key, if it has to be measured in a round, counted from 0; else null. */
  PlannedCell lacking(CellKey key, int round) throws IOException {
    PlannedCell cell = measured.get(key);
    return cell == null || state.hasFailed(cell) || forks(cell) > round ? null : cell;
  }

  private int forks(PlannedCell cell) throws IOException {
    return entries.containsKey(cell) ? JmhForks.forkCount(entries.get(cell)) : 0;
  }

  /** Times a fork of a cell and writes it, unless the run is told to stop meanwhile. */
  void measure(PlannedCell cell, Effort effort, int round, int slot)
      throws IOException, InterruptedException {
    progress.begin(titled(cell.title()));
    var place = new ForkTimer.Place(Kind.FORK, round, slot, forks(cell) + 1);
    ForkTimer.Timed fork = timer.fork(cell, effort, place);
    synchronized (state) {
      if (!state.isStopped()) {
        progress.end(titled(cell.title()), record(cell, fork));
      }
    }
  }

  /** Writes the values, and behind them the line that vouches for them. */
  private String record(PlannedCell cell, ForkTimer.Timed fork) throws IOException {
    if (fork.entry() == null) {
      folder.append(fork.line());
      state.fail(cell, "its JVM died: " + fork.line().failure());
      return "failed";
    }
    JsonNode entry =
        entries.containsKey(cell) ? JmhForks.join(entries.get(cell), fork.entry()) : fork.entry();
    entries.put(cell, entry);
    CellResult result = Resumption.result(cell, entry, verification.digest(cell));
    folder.append(result, entry);
    folder.append(fork.line());
    return result.measurement().headline();
  }

  /** Runs the rulers, in a JVM of the same kind. */
  void rulers(int round) throws IOException, InterruptedException {
    if (state.isStopped()) {
      return;
    }
    progress.begin(titled("rulers"));
    ScheduleEntry line;
    try {
      line = timer.rulers(round);
    } catch (IOException e) {
      if (state.isStopped()) {
        return; // the JVM was ended because the run was
      }
      throw e;
    }
    synchronized (state) {
      if (!state.isStopped()) {
        folder.append(line);
      }
    }
  }
}
