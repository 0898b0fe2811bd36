package dev.dirtybench.benchmarks.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dirtybench.benchmarks.footprint.Weight;
import dev.dirtybench.results.CellKey;
import dev.dirtybench.results.CellResult;
import dev.dirtybench.results.EarlierRun;
import dev.dirtybench.results.Footprint;
import dev.dirtybench.results.Manifest;
import dev.dirtybench.results.ResultTable;
import dev.dirtybench.results.RunFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private final RunState state;
  private final ForkTimer timer;
  private final long startNanos = System.nanoTime();
  private Effort effort;
  private Budget budget;
  private Map<PlannedCell, JsonNode> kept = Map.of();

  /**
   * Prepares a run.
   *
   * @param options what was asked for
   * @param plan the cells
   * @param effort how much is measured in each
   * @param manifest of the run
   * @param folder takes the results; its manifest is written
   * @param progress told about each step
   */
  public BenchRun(
      BenchOptions options,
      Plan plan,
      Effort effort,
      Manifest manifest,
      RunFolder folder,
      Progress progress) {
    this.options = options;
    this.plan = plan;
    this.effort = effort;
    this.folder = folder;
    this.progress = progress;
    this.verification = new Verification(options, plan);
    this.state = new RunState(folder, progress);
    String jar = manifest.jars().isEmpty() ? null : manifest.jars().get(0).sha256();
    this.timer = new ForkTimer(options, folder, jar);
  }

  /**
   * Gives the run a time: an effort without rounds is found by calibrating, and no round is begun
   * that does not fit.
   *
   * @param time checking and weighing included
   * @return this run
   */
  public BenchRun within(Duration time) {
    budget = new Budget(time);
    return this;
  }

  /**
   * Refuses a time in which not even one round fits, before anything is done.
   *
   * @param time all of it
   * @param plan the cells
   * @param effort lengths of the iterations
   * @throws IllegalArgumentException if it is too small; says what is needed
   */
  public static void requireRound(Duration time, Plan plan, Effort effort) {
    new Budget(time).requireRoundOf(plan.round(0).size(), effort);
  }

  /**
   * Takes over the forks that were measured before the run was interrupted.
   *
   * @param earlier what the folder tells
   * @return this run
   * @throws IOException if the folder cannot be put in order
   */
  public BenchRun goingOnFrom(EarlierRun earlier) throws IOException {
    kept = new Resumption(earlier).entries(plan.cells());
    Map<CellResult, JsonNode> results = new LinkedHashMap<>();
    int forks = 0;
    for (Map.Entry<PlannedCell, JsonNode> cell : kept.entrySet()) {
      CellResult result = Resumption.result(cell.getKey(), cell.getValue(), null);
      forks += result.measurement().samples().forkCount();
      results.put(result, cell.getValue());
    }
    folder.restore(results);
    progress.say("going on with " + folder.path() + ": " + count(forks, "fork") + " kept");
    return this;
  }

  /**
   * Runs everything and closes the folder.
   *
   * @return the table
   * @throws MismatchException if a backend disagrees with the oracle; nothing was timed then
   * @throws IllegalArgumentException if the budget is too small for one round
   * @throws IOException if the folder cannot be written
   * @throws InterruptedException if the thread is interrupted
   */
  public ResultTable run() throws IOException, InterruptedException {
    Thread hook = new Thread(state::stop, "keep-what-is-measured");
    Runtime.getRuntime().addShutdownHook(hook);
    Duration timedBefore = folder.timed();
    try {
      verification.run(party -> progress.say("checking results against the oracle's: " + party));
      noteWhatIsNotTimed();
      weigh();
      // A shard may have bitmaps to weigh only.
      if (!plan.round(0).isEmpty()) {
        cut(timedBefore);
        Rounds rounds = new Rounds(plan, timer, verification, state, kept);
        if (budget != null) {
          rounds.within(() -> left(timedBefore));
        }
        if (!state.isStopped()) {
          rounds.run(effort);
        }
      }
      synchronized (state) {
        folder.finish();
        return folder.table();
      }
    } catch (MismatchException | IllegalArgumentException | IOException e) {
      synchronized (state) {
        folder.stopped(e.getMessage());
        folder.finish();
      }
      throw e;
    } finally {
      if (!state.isStopped()) {
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
    return state.hasFailures();
  }

  private Duration left(Duration timedBefore) {
    return budget.total().minus(timedBefore).minusNanos(System.nanoTime() - startNanos);
  }

  /** Calibrates and cuts the budget, unless an earlier part of the run has done so. */
  private void cut(Duration timedBefore) throws IOException, InterruptedException {
    if (effort.isKnown() || state.isStopped()) {
      return;
    }
    BudgetCalibrator.Learnt learnt =
        new BudgetCalibrator(plan, timer, folder, progress, state::isStopped)
            .learn(effort, left(timedBefore));
    synchronized (state) {
      if (state.isStopped()) {
        return;
      }
      int iterations = Budget.bestIterations(List.copyOf(learnt.parts().values()), learnt.costs());
      int cells = (int) plan.round(0).stream().filter(cell -> !state.hasFailed(cell)).count();
      Budget.Cut cut = budget.cut(left(timedBefore), cells, learnt.costs(), iterations);
      effort = effort.inRounds(cut.rounds()).withIterations(cut.iterations());
      folder.plan(effort.plan());
      folder.section("Budget", learnt.markdown(cut));
      progress.say(
          "the budget has time for "
              + count(cut.rounds(), "round")
              + " of "
              + count(cells, "cell")
              + ", "
              + cut.iterations()
              + " iterations in each fork; found in four of five cases:");
      learnt.lines(cut).forEach(progress::say);
    }
  }

  private void noteWhatIsNotTimed() throws IOException {
    for (PlannedCell cell : plan.cells()) {
      String error = verification.error(cell);
      if (cell.skipReason() != null) {
        folder.append(CellResult.skipped(key(cell), cell.skipReason()));
      } else if (error != null) {
        state.fail(cell, "its result could not be checked: " + error);
      } else if (kept.containsKey(cell)) {
        folder.digest(key(cell), verification.digest(cell));
      }
    }
  }

  private void weigh() throws IOException, InterruptedException {
    Weighing weighing = new Weighing(options);
    Map<String, Map<CellKey, PlannedCell>> byBackend = new LinkedHashMap<>();
    for (PlannedCell cell : plan.weighed()) {
      byBackend
          .computeIfAbsent(cell.backend(), first -> new LinkedHashMap<>())
          .put(footprintKey(cell), cell);
    }
    for (String backend : byBackend.keySet()) {
      Map<CellKey, PlannedCell> cells = byBackend.get(backend);
      progress.say("weighing bitmaps: " + backend);
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

  private static String count(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
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
