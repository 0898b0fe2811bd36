package dev.dirtybench.benchmarks.run;

import dev.dirtybench.benchmarks.pass.Operation;
import dev.dirtybench.results.ScheduleEntry.Kind;
import dev.dirtybench.results.stats.Detectable;
import dev.dirtybench.results.stats.Moments;
import dev.dirtybench.results.stats.VarianceParts;
import dev.dirtybench.results.stats.VerdictRule;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Learns from a few forks of a few cells, one for an operation, how the time of a budget is best
 * cut. Their scores are no results: how many iterations a fork has was not known yet.
 */
final class BudgetCalibrator {
  private static final int ITERATIONS = 5;
  private static final double NANOS = 1e9;

  private final Plan plan;
  private final JvmSide side;
  private final Progress progress;
  private final Map<PlannedCell, List<double[]>> logScores = new LinkedHashMap<>();
  private final List<Double> forkSeconds = new ArrayList<>();

  BudgetCalibrator(JvmSide side, Progress progress) {
    this.side = side;
    this.plan = side.plan();
    this.progress = progress;
  }

  /**
   * What was learnt.
   *
   * @param parts the variance of each calibrated cell
   * @param costs of forks and iterations, the mean over cells
   */
  record Learnt(Map<PlannedCell, VarianceParts> parts, Budget.Costs costs) {
    /** What a difference must be to be found, for each operation, as Markdown. */
    String markdown(Budget.Cut cut) {
      StringBuilder text = new StringBuilder();
      text.append("| operation | within forks | between forks | best iterations | detectable |\n");
      text.append("| --- | ---: | ---: | ---: | ---: |\n");
      parts.forEach(
          (cell, part) ->
              text.append(
                  String.format(
                      Locale.ROOT,
                      "| %s | %.1f %% | %.1f %% | %s | %s |\n",
                      cell.operation().label(),
                      100 * part.withinForks(),
                      100 * part.betweenForks(),
                      best(part),
                      detectable(part, cut))));
      return text
          + "\nFrom "
          + Budget.calibratingForks()
          + " forks of one cell of each operation, so no more than a guide. Detectable: the"
          + " smallest difference between two cells that is found in four of five cases.\n";
    }

    /** The same in a line for each operation. */
    List<String> lines(Budget.Cut cut) {
      List<String> lines = new ArrayList<>();
      parts.forEach(
          (cell, part) ->
              lines.add(
                  String.format(
                      Locale.ROOT,
                      "  %-18s differences of %s (within forks %.1f %%, between %.1f %%)",
                      cell.operation().label(),
                      detectable(part, cut),
                      100 * part.withinForks(),
                      100 * part.betweenForks())));
      return lines;
    }

    private String best(VarianceParts part) {
      int best = part.bestIterations(costs.fork(), costs.iteration());
      return best == Integer.MAX_VALUE ? "as many as fit" : Integer.toString(best);
    }

    static String detectable(VarianceParts part, Budget.Cut cut) {
      double within = part.withinForks() * part.withinForks() / cut.iterations();
      double between = part.betweenForks() * part.betweenForks();
      double effect =
          Detectable.effect(Math.sqrt(2 * (between + within)), cut.rounds(), VerdictRule.DEFAULT);
      return effect < 10
          ? String.format(Locale.ROOT, "%.1f %% or more", 100 * effect)
          : "nothing less than tenfold";
    }
  }

  /**
   * Runs the forks.
   *
   * @param effort of the profile
   * @param left of the budget
   * @return what was learnt; nothing but usual costs where there is no time for it
   */
  Learnt learn(Effort effort, Duration left) throws IOException, InterruptedException {
    Effort calibrating = effort.withIterations(ITERATIONS);
    List<PlannedCell> cells = cells(Budget.calibratedCells(left, calibrating));
    progress.start(
        cells.size() * Budget.calibratingForks(),
        calibrating.usualFork().multipliedBy((long) cells.size() * Budget.calibratingForks()));
    for (int fork = 1; fork <= Budget.calibratingForks(); fork++) {
      for (int slot = 0; slot < cells.size() && !side.state().isStopped(); slot++) {
        time(cells.get(slot), calibrating, fork, slot + 1);
      }
    }
    progress.clear();
    Map<PlannedCell, VarianceParts> parts = new LinkedHashMap<>();
    logScores.forEach(
        (cell, forks) -> {
          if (forks.size() > 1) {
            parts.put(cell, VarianceParts.of(forks.toArray(double[][]::new)));
          }
        });
    return new Learnt(parts, costs(calibrating));
  }

  private void time(PlannedCell cell, Effort effort, int fork, int slot)
      throws IOException, InterruptedException {
    progress.begin(side.titled("calibrating: " + cell.title()));
    ForkTimer.Timed timed =
        side.timer().fork(cell, effort, new ForkTimer.Place(Kind.CALIBRATION, fork, slot, fork));
    if (side.state().isStopped()) {
      return;
    }
    side.folder().append(timed.line());
    progress.end(
        side.titled("calibrating: " + cell.title()), timed.entry() == null ? "failed" : "done");
    if (timed.entry() != null) {
      double[] logs = Arrays.stream(timed.scores()).map(Math::log).toArray();
      logScores.computeIfAbsent(cell, first -> new ArrayList<>()).add(logs);
      forkSeconds.add(timed.line().time().nanos() / NANOS);
    }
  }

  private Budget.Costs costs(Effort effort) {
    double iteration = effort.iterationMillis() / 1000.0;
    double fork =
        forkSeconds.isEmpty()
            ? effort.usualFork().toNanos() / NANOS
            : Moments.mean(forkSeconds.stream().mapToDouble(Double::doubleValue).toArray());
    return new Budget.Costs(Math.max(iteration, fork - effort.iterations() * iteration), iteration);
  }

  /** One cell of each operation, operations in the order of the first round. */
  private List<PlannedCell> cells(int most) {
    Map<Operation, PlannedCell> first = new HashMap<>();
    List<PlannedCell> cells = new ArrayList<>();
    for (PlannedCell cell : plan.round(0)) {
      if (cells.size() < most
          && !plan.isFloor(cell)
          && first.putIfAbsent(cell.operation(), cell) == null) {
        cells.add(cell);
      }
    }
    return cells;
  }
}
