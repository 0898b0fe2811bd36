package dev.dirtybench.benchmarks.run;

import dev.dirtybench.results.CellKey;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The rounds of a run: in each the rulers, then one fork of each cell, and the rulers once more
 * behind the last. With a budget, rounds are begun as long as one more should fit.
 *
 * <p>Where there are several JVMs, a cell's forks of a round follow on each other, one in each JVM.
 * Which comes first rotates from round to round and from cell to cell: with two, A B B A.
 */
final class Rounds {
  private final List<JvmSide> sides;
  private final Plan all;
  private final Progress progress;
  private final Map<CellKey, Integer> places = new HashMap<>();
  private Supplier<Duration> left;

  /** Rounds of the cells that any of the sides has. */
  Rounds(List<JvmSide> sides, Progress progress) {
    this.sides = sides;
    this.all = Plan.union(sides.stream().map(JvmSide::plan).toList());
    this.progress = progress;
    all.cells().forEach(cell -> places.put(BenchRun.key(cell), places.size()));
  }

  /** Keeps to a budget, of which so much is left. */
  void within(Supplier<Duration> budgetLeft) {
    left = budgetLeft;
  }

  /** Runs them. */
  void run(Effort effort) throws IOException, InterruptedException {
    int rounds = effort.rounds();
    int forks = forksLeft(rounds);
    progress.start(forks, effort.usualFork().multipliedBy(forks));
    long start = System.nanoTime();
    int timed = 0;
    int round = 0;
    while (round < rounds) {
      int before = timed;
      timed += round(effort, round);
      if (isStopped()) {
        return;
      }
      round++;
      if (left != null && timed > before) {
        long perFork = (System.nanoTime() - start) / timed;
        rounds = round + fitting(perFork);
        progress.total(timed + forksLeft(rounds));
        for (JvmSide side : sides) {
          side.folder().plan(effort.inRounds(rounds).plan());
        }
      }
    }
    if (timed > 0) {
      for (JvmSide side : sides) {
        side.rulers(rounds + 1);
      }
    }
    progress.clear();
  }

  private boolean isStopped() {
    return sides.stream().anyMatch(side -> side.state().isStopped());
  }

  /** How many more rounds the budget has time for. */
  private int fitting(long perFork) {
    long cells = sides.stream().mapToLong(JvmSide::cells).sum();
    return (int) Math.max(0, left.get().toNanos() / Math.max(1, cells * perFork));
  }

  private int forksLeft(int rounds) throws IOException {
    int forks = 0;
    for (JvmSide side : sides) {
      forks += side.forksLeft(rounds);
    }
    return forks;
  }

  /** One round, of the cells that lack it; returns how many forks it timed. */
  private int round(Effort effort, int round) throws IOException, InterruptedException {
    if (forksLeft(round + 1) == 0) {
      return 0;
    }
    for (JvmSide side : sides) {
      if (side.forksLeft(round + 1) > 0) {
        side.rulers(round + 1);
      }
    }
    int timed = 0;
    int slot = 0;
    for (PlannedCell planned : all.round(round)) {
      CellKey key = BenchRun.key(planned);
      for (JvmSide side : turn(places.get(key) + round)) {
        slot++;
        if (isStopped()) {
          return timed;
        }
        PlannedCell cell = side.lacking(key, round);
        if (cell != null) {
          side.measure(cell, effort, round + 1, slot);
          timed++;
        }
      }
    }
    return timed;
  }

  private List<JvmSide> turn(int first) {
    List<JvmSide> order = new ArrayList<>(sides);
    Collections.rotate(order, first);
    return order;
  }
}
