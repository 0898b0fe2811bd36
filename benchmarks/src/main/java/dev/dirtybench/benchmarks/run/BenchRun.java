package dev.dirtybench.benchmarks.run;

import dev.dirtybench.results.CellKey;
import dev.dirtybench.results.Footprint;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * One run, in one JVM or in several that take turns: verify every cell, weigh every bitmap, then
 * time the cells in rounds, one fork a cell, round and JVM. What is known is in the JVM's run
 * folder at once.
 */
public final class BenchRun {
  private final List<JvmSide> sides;
  private final Progress progress;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final long startNanos = System.nanoTime();
  private Effort effort;
  private Budget budget;

  /**
   * Prepares a run.
   *
   * @param sides one for each JVM
   * @param effort how much is measured in each cell
   * @param progress told about each step
   */
  public BenchRun(List<JvmSide> sides, Effort effort, Progress progress) {
    this.sides = List.copyOf(sides);
    this.effort = effort;
    this.progress = progress;
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
   * @param plans the cells of each JVM
   * @param effort lengths of the iterations
   * @throws IllegalArgumentException if it is too small; says what is needed
   */
  public static void requireRound(Duration time, List<Plan> plans, Effort effort) {
    int cells = plans.stream().mapToInt(plan -> plan.round(0).size()).sum();
    new Budget(time).requireRoundOf(cells, effort);
  }

  /**
   * Runs everything and closes the folders.
   *
   * @throws MismatchException if a backend disagrees with the oracle; nothing was timed then
   * @throws IllegalArgumentException if the budget is too small for one round
   * @throws IOException if a folder cannot be written
   * @throws InterruptedException if the thread is interrupted
   */
  public void run() throws IOException, InterruptedException {
    Thread hook = new Thread(this::stop, "keep-what-is-measured");
    Runtime.getRuntime().addShutdownHook(hook);
    Duration timedBefore = timed();
    try {
      for (JvmSide side : sides) {
        if (!isStopped()) {
          side.verify();
          side.weigh();
        }
      }
      // A shard may have bitmaps to weigh only.
      if (sides.stream().mapToInt(side -> side.plan().round(0).size()).sum() > 0) {
        cut(timedBefore);
        Rounds rounds = new Rounds(sides, progress);
        if (budget != null) {
          rounds.within(() -> left(timedBefore));
        }
        if (!isStopped()) {
          rounds.run(effort);
        }
      }
      end(null);
    } catch (MismatchException | IllegalArgumentException | IOException e) {
      end(e.getMessage());
      throw e;
    } finally {
      if (isStopped()) {
        closed.await();
      } else {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    }
  }

  /** Closes the folders, unless whoever has stopped the run does. */
  private void end(String reason) throws IOException {
    for (JvmSide side : sides) {
      synchronized (side.state()) {
        if (!side.state().isStopped()) {
          side.folder().stopped(reason);
          side.folder().finish();
        }
      }
    }
  }

  /**
   * Whether a cell failed.
   *
   * @return true if at least one did, in any JVM
   */
  public boolean hasFailures() {
    return sides.stream().anyMatch(side -> side.state().hasFailures());
  }

  /**
   * Whether the run was told to stop before it had measured everything.
   *
   * @return true if it was; its folders are closed then
   */
  public boolean isStopped() {
    return sides.stream().anyMatch(side -> side.state().isStopped());
  }

  private Duration timed() {
    return sides.stream().map(side -> side.folder().timed()).reduce(Duration.ZERO, Duration::plus);
  }

  private Duration left(Duration timedBefore) {
    return budget.total().minus(timedBefore).minusNanos(System.nanoTime() - startNanos);
  }

  /** Calibrates and cuts the budget, unless an earlier part of the run has done so. */
  private void cut(Duration timedBefore) throws IOException, InterruptedException {
    if (effort.isKnown() || isStopped()) {
      return;
    }
    List<BudgetCalibrator.Learnt> learnt = new ArrayList<>();
    for (JvmSide side : sides) {
      Duration share = left(timedBefore).dividedBy(sides.size());
      learnt.add(new BudgetCalibrator(side, progress).learn(effort, share));
    }
    if (isStopped()) {
      return;
    }
    Budget.Costs costs = Budget.Costs.mean(learnt.stream().map(l -> l.costs()).toList());
    int iterations =
        Budget.bestIterations(
            learnt.stream().flatMap(one -> one.parts().values().stream()).toList(), costs);
    int cells = sides.stream().mapToInt(JvmSide::cells).sum();
    Budget.Cut cut = budget.cut(left(timedBefore), cells, costs, iterations);
    effort = effort.inRounds(cut.rounds()).withIterations(cut.iterations());
    for (int i = 0; i < sides.size(); i++) {
      synchronized (sides.get(i).state()) {
        if (isStopped()) {
          return;
        }
        sides.get(i).folder().plan(effort.plan());
        sides.get(i).folder().section("Budget", learnt.get(i).markdown(cut));
      }
    }
    progress.say(
        "the budget has time for "
            + count(cut.rounds(), "round")
            + " of "
            + count(cells, "cell")
            + ", "
            + cut.iterations()
            + " iterations in each fork; found in four of five cases:");
    for (int i = 0; i < sides.size(); i++) {
      learnt.get(i).lines(cut).stream().map(sides.get(i)::titled).forEach(progress::say);
    }
  }

  /** Runs when the JVM is told to stop: ends the forks and closes the folders. */
  private void stop() {
    sides.forEach(side -> side.state().halt());
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    progress.clear();
    try {
      for (JvmSide side : sides) {
        side.state().close();
      }
      List<String> folders = sides.stream().map(side -> side.folder().path().toString()).toList();
      progress.say(
          "stopped; what was measured is in "
              + String.join(" and ", folders)
              + "; dirtybench bench --resume "
              + folders.get(0)
              + " goes on");
    } catch (IOException e) {
      progress.say("stopped; the report could not be written: " + e.getMessage());
    } finally {
      closed.countDown();
    }
  }

  static String count(int count, String what) {
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
