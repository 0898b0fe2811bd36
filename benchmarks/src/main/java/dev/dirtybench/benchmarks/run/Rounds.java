package dev.dirtybench.benchmarks.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dirtybench.results.CellResult;
import dev.dirtybench.results.JmhForks;
import dev.dirtybench.results.ScheduleEntry;
import dev.dirtybench.results.ScheduleEntry.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The rounds of a run: in each the rulers, then one fork of each cell, and the rulers once more
 * behind the last. With a budget, rounds are begun as long as one more should fit.
 */
final class Rounds {
  private final Plan plan;
  private final ForkTimer timer;
  private final Verification verification;
  private final RunState state;
  private final Map<PlannedCell, JsonNode> entries;
  private Supplier<Duration> left;

  /**
   * Rounds.
   *
   * @param entries JMH's of the forks that an earlier part of the run has measured
   */
  Rounds(
      Plan plan,
      ForkTimer timer,
      Verification verification,
      RunState state,
      Map<PlannedCell, JsonNode> entries) {
    this.plan = plan;
    this.timer = timer;
    this.verification = verification;
    this.state = state;
    this.entries = new HashMap<>(entries);
  }

  /** Keeps to a budget, of which so much is left. */
  void within(Supplier<Duration> budgetLeft) {
    left = budgetLeft;
  }

  /** Runs them. */
  void run(Effort effort) throws IOException, InterruptedException {
    Progress progress = state.progress();
    int rounds = effort.rounds();
    int forks = forksLeft(rounds);
    progress.start(forks, effort.usualFork().multipliedBy(forks));
    long start = System.nanoTime();
    int timed = 0;
    int round = 0;
    while (round < rounds) {
      int before = timed;
      timed += round(effort, round);
      if (state.isStopped()) {
        return;
      }
      round++;
      if (left != null && timed > before) {
        long perFork = (System.nanoTime() - start) / timed;
        rounds = round + fitting(perFork);
        progress.total(timed + forksLeft(rounds));
        state.folder().plan(effort.inRounds(rounds).plan());
      }
    }
    if (timed > 0) {
      rulers(rounds + 1);
    }
    progress.clear();
  }

  /** How many more rounds the budget has time for. */
  private int fitting(long perFork) throws IOException {
    long cells = plan.round(0).stream().filter(cell -> !state.hasFailed(cell)).count();
    return (int) Math.max(0, left.get().toNanos() / Math.max(1, cells * perFork));
  }

  private int forksLeft(int rounds) throws IOException {
    int forks = 0;
    for (PlannedCell cell : plan.round(0)) {
      forks += state.hasFailed(cell) ? 0 : Math.max(0, rounds - forks(cell));
    }
    return forks;
  }

  private int forks(PlannedCell cell) throws IOException {
    return entries.containsKey(cell) ? JmhForks.forkCount(entries.get(cell)) : 0;
  }

  /** One round, of the cells that lack it; returns how many forks it timed. */
  private int round(Effort effort, int round) throws IOException, InterruptedException {
    List<PlannedCell> cells = plan.round(round);
    int timed = 0;
    for (int slot = 0; slot < cells.size(); slot++) {
      PlannedCell cell = cells.get(slot);
      if (state.hasFailed(cell) || forks(cell) > round) {
        continue;
      }
      if (timed == 0) {
        rulers(round + 1);
      }
      if (state.isStopped()) {
        return timed;
      }
      state.progress().begin(cell.title());
      var place = new ForkTimer.Place(Kind.FORK, round + 1, slot + 1, forks(cell) + 1);
      ForkTimer.Timed fork = timer.fork(cell, effort, place);
      timed++;
      synchronized (state) {
        if (state.isStopped()) {
          return timed;
        }
        state.progress().end(cell.title(), record(cell, fork));
      }
    }
    return timed;
  }

  /** Writes the values, and behind them the line that vouches for them. */
  private String record(PlannedCell cell, ForkTimer.Timed fork) throws IOException {
    if (fork.entry() == null) {
      state.folder().append(fork.line());
      state.fail(cell, "its JVM died: " + fork.line().failure());
      return "failed";
    }
    JsonNode entry =
        entries.containsKey(cell) ? JmhForks.join(entries.get(cell), fork.entry()) : fork.entry();
    entries.put(cell, entry);
    CellResult result = Resumption.result(cell, entry, verification.digest(cell));
    state.folder().append(result, entry);
    state.folder().append(fork.line());
    return result.measurement().headline();
  }

  private void rulers(int round) throws IOException, InterruptedException {
    if (state.isStopped()) {
      return;
    }
    state.progress().begin("rulers");
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
        state.folder().append(line);
      }
    }
  }
}
