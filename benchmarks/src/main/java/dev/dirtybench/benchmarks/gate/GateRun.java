package dev.dirtybench.benchmarks.gate;

import dev.dirtybench.benchmarks.run.Progress;
import dev.dirtybench.results.gate.CellEvidence;
import dev.dirtybench.results.gate.GateJudge;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Measures the pairs of a gate: in rounds over all cells in an order that the seed shuffles, and,
 * where the first verdict would be a regression, fresh pairs that must confirm it.
 *
 * <p>A pair that was disturbed is measured again, at most as often as a fifth of the rounds.
 */
public final class GateRun {
  private static final String DECIDE = "decide";
  private static final String CONFIRM = "confirm";
  private static final int ROUNDS_PER_SPARE = 5;

  private final GatePlan plan;
  private final PairDriver deciding;
  private final PairDriver confirming;
  private final GateJudge judge;
  private final PairLog log;
  private final Progress progress;
  private final long endNanos;
  private final Map<String, String> obstacles = new HashMap<>();

  GateRun(
      GatePlan plan,
      PairDriver deciding,
      PairDriver confirming,
      GateJudge judge,
      PairLog log,
      Progress progress) {
    this.plan = plan;
    this.deciding = deciding;
    this.confirming = confirming;
    this.judge = judge;
    this.log = log;
    this.progress = progress;
    this.endNanos = System.nanoTime() + plan.budget().toNanos();
  }

  /**
   * Runs one repeat.
   *
   * @param repeat 0 for the first
   * @return what each cell gave, in the plan's order
   */
  List<CellEvidence> run(int repeat) throws IOException, InterruptedException {
    obstacles.clear();
    Random order = new Random(plan.seed() + repeat);
    for (int round = 0; round < plan.rounds() && hasTime(); round++) {
      List<GateCell> cells = new ArrayList<>(plan.cells());
      Collections.shuffle(cells, order);
      for (GateCell cell : cells) {
        measure(cell, repeat, DECIDE, round, deciding);
      }
    }
    remeasureDisturbed(repeat);
    for (GateCell cell : plan.cells()) {
      if (judge.isSuspect(differences(cell, repeat, DECIDE))) {
        for (int round = 0; round < plan.confirmRounds(); round++) {
          measure(cell, repeat, CONFIRM, round, confirming);
        }
      }
    }
    return plan.cells().stream().map(cell -> evidence(cell, repeat)).toList();
  }

  private void remeasureDisturbed(int repeat) throws IOException, InterruptedException {
    int spares = (plan.rounds() + ROUNDS_PER_SPARE - 1) / ROUNDS_PER_SPARE;
    for (GateCell cell : plan.cells()) {
      for (int spare = 0; spare < spares && hasTime(); spare++) {
        if (differences(cell, repeat, DECIDE).size() < plan.rounds()) {
          measure(cell, repeat, DECIDE, plan.rounds() + spare, deciding);
        }
      }
    }
  }

  private boolean hasTime() {
    return System.nanoTime() < endNanos;
  }

  private void measure(GateCell cell, int repeat, String stage, int round, PairDriver driver)
      throws IOException, InterruptedException {
    Set<Integer> known =
        log.of(cell.id(), repeat, stage).stream()
            .map(PairLog.Entry::round)
            .collect(Collectors.toCollection(HashSet::new));
    if (known.contains(round) || obstacles.containsKey(cell.id())) {
      return;
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
            driver.label(),
            outcome.difference(),
            outcome.excluded(),
            outcome.failure(),
            seconds));
    if (outcome.failure() != null) {
      obstacles.put(cell.id(), outcome.failure());
    }
    progress.say(
        String.format(
            Locale.ROOT,
            "%s %d of %d  %s  %s  (%.1f s)",
            stage,
            round + 1,
            stage.equals(DECIDE) ? plan.rounds() : plan.confirmRounds(),
            cell.id(),
            said(outcome),
            seconds));
  }

  private static String said(PairOutcome outcome) {
    if (outcome.failure() != null) {
      return "failed: " + outcome.failure();
    }
    String ratio = String.format(Locale.ROOT, "ratio %.3f", Math.exp(outcome.difference()));
    return outcome.excluded() == null ? ratio : ratio + ", left out: " + outcome.excluded();
  }

  private List<Double> differences(GateCell cell, int repeat, String stage) {
    return log.of(cell.id(), repeat, stage).stream()
        .filter(PairLog.Entry::counts)
        .map(PairLog.Entry::difference)
        .toList();
  }

  private CellEvidence evidence(GateCell cell, int repeat) {
    List<PairLog.Entry> all = new ArrayList<>(log.of(cell.id(), repeat, DECIDE));
    int excluded = (int) all.stream().filter(e -> e.excluded() != null).count();
    all.addAll(log.of(cell.id(), repeat, CONFIRM));
    String obstacle =
        all.stream()
            .map(PairLog.Entry::failure)
            .filter(failure -> failure != null)
            .findFirst()
            .orElse(null);
    return new CellEvidence(
        cell.id(),
        deciding.label(),
        differences(cell, repeat, DECIDE),
        differences(cell, repeat, CONFIRM),
        excluded,
        obstacle,
        all.stream().mapToDouble(PairLog.Entry::seconds).sum());
  }
}
