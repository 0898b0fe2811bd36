package dev.dirtybench.benchmarks.gate;

import dev.dirtybench.benchmarks.run.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Takes pairs in rounds over cells, in an order that is shuffled anew for each round; what the log
 * has already is not taken again.
 *
 * <p>A pair that was disturbed is measured again, at most as often as a fifth of the rounds.
 */
final class GateRounds {
  private static final int ROUNDS_PER_SPARE = 5;

  /**
   * Rounds of spare pairs are numbered from here on, so that a later stretch does not take them.
   */
  private static final int SPARES = 1000;

  private final PairLog log;
  private final RulerLog rulers;
  private final Progress progress;
  private final long endNanos;
  private final Map<String, String> obstacles = new HashMap<>();
  private int repeat;
  private Random order;

  /**
   * Rounds.
   *
   * @param rulers read between pairs, or null
   */
  GateRounds(Duration budget, PairLog log, RulerLog rulers, Progress progress) {
    this.log = log;
    this.rulers = rulers;
    this.progress = progress;
    this.endNanos = System.nanoTime() + budget.toNanos();
  }

  /** Begins a repeat. */
  void begin(int newRepeat, Random newOrder) {
    repeat = newRepeat;
    order = newOrder;
    obstacles.clear();
  }

  /** Takes the rounds from one to another, as long as there is time. */
  void take(GateStage stage, List<GateCell> cells, int from, int to, PairDriver driver)
      throws IOException, InterruptedException {
    take(stage, cells, from, to, driver, endNanos);
  }

  /** Takes the rounds from one to another. */
  void takeInAnyCase(GateStage stage, List<GateCell> cells, int from, int to, PairDriver driver)
      throws IOException, InterruptedException {
    take(stage, cells, from, to, driver, Long.MAX_VALUE);
  }

  private void take(
      GateStage stage, List<GateCell> cells, int from, int to, PairDriver driver, long end)
      throws IOException, InterruptedException {
    for (int round = from; round < to && System.nanoTime() < end; round++) {
      List<GateCell> shuffled = new ArrayList<>(cells);
      Collections.shuffle(shuffled, order);
      for (GateCell cell : shuffled) {
        measure(cell, stage, round, to, driver, end);
      }
    }
    int spares = (to - from + ROUNDS_PER_SPARE - 1) / ROUNDS_PER_SPARE;
    for (GateCell cell : cells) {
      for (int spare = 0; spare < spares && System.nanoTime() < end; spare++) {
        if (log.differences(cell.id(), repeat, stage).size() < to) {
          measure(cell, stage, SPARES + from + spare, to, driver, end);
        }
      }
    }
  }

  private void measure(
      GateCell cell, GateStage stage, int round, int rounds, PairDriver driver, long end)
      throws IOException, InterruptedException {
    if (obstacles.containsKey(cell.id()) || log.has(cell.id(), repeat, stage, round)) {
      return;
    }
    if (rulers != null) {
      rulers.readIfDue();
    }
    long start = System.nanoTime();
    PairOutcome outcome = driver.pair(cell, round);
    double seconds = (System.nanoTime() - start) / 1e9;
    log.append(
        new PairLog.Entry(
            cell.id(),
            repeat,
            stage,
            round,
            driver.label(cell),
            outcome.difference(),
            outcome.a(),
            outcome.b(),
            outcome.excluded(),
            outcome.failure(),
            seconds));
    if (outcome.failure() != null) {
      obstacles.put(cell.id(), outcome.failure());
    }
    progress.say(
        String.format(
            Locale.ROOT,
            "%s %s of %d  %s  %s  (%.1f s%s)",
            stage.label(),
            round < SPARES ? round + 1 : "again",
            rounds,
            cell.id(),
            said(outcome),
            seconds,
            end == Long.MAX_VALUE ? "" : ", budget left " + left()));
  }

  private String left() {
    long seconds = Math.max(0, (endNanos - System.nanoTime()) / 1_000_000_000L);
    return seconds < 60 ? seconds + " s" : seconds / 60 + " min";
  }

  private static String said(PairOutcome outcome) {
    if (outcome.failure() != null) {
      return "failed: " + outcome.failure();
    }
    String ratio = String.format(Locale.ROOT, "ratio %.3f", Math.exp(outcome.difference()));
    return outcome.excluded() == null ? ratio : ratio + ", left out: " + outcome.excluded();
  }
}
