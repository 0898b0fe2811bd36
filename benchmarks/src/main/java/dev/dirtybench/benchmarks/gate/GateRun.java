package dev.dirtybench.benchmarks.gate;

import dev.dirtybench.results.gate.CellEvidence;
import dev.dirtybench.results.gate.GateJudge;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Measures the pairs of a gate, stage by stage: a screen of all cells, fresh pairs of those that it
 * leaves, more of those still open, and pairs of forks of those that would be a regression.
 */
public final class GateRun {
  private final GatePlan plan;
  private final PairDriver deciding;
  private final PairDriver confirming;
  private final GateJudge judge;
  private final PairLog log;
  private final GateRounds rounds;

  GateRun(
      GatePlan plan,
      PairDriver deciding,
      PairDriver confirming,
      GateJudge judge,
      PairLog log,
      GateRounds rounds) {
    this.plan = plan;
    this.deciding = deciding;
    this.confirming = confirming;
    this.judge = judge;
    this.log = log;
    this.rounds = rounds;
  }

  /**
   * Runs one repeat.
   *
   * @param repeat 0 for the first
   * @return what each cell gave, in the plan's order
   */
  List<CellEvidence> run(int repeat) throws IOException, InterruptedException {
    rounds.begin(repeat, new Random(plan.seed() + repeat));
    StagePlan stages = plan.stages();
    rounds.take(GateStage.SCREEN, plan.cells(), 0, stages.screen(), deciding);
    List<GateCell> left = new ArrayList<>(plan.cells());
    left.removeIf(cell -> judge.isFutile(log.differences(cell.id(), repeat, GateStage.SCREEN)));
    rounds.take(GateStage.DECIDE, left, 0, stages.decide(), deciding);
    List<GateCell> open = new ArrayList<>(left);
    open.removeIf(cell -> !judge.wantsMore(log.differences(cell.id(), repeat, GateStage.DECIDE)));
    rounds.take(GateStage.DECIDE, open, stages.decide(), stages.extended(), deciding);
    for (GateCell cell : left) {
      if (judge.isSuspect(log.differences(cell.id(), repeat, GateStage.DECIDE))) {
        confirm(cell, repeat);
      }
    }
    return plan.cells().stream().map(cell -> evidence(cell, repeat)).toList();
  }

  private void confirm(GateCell cell, int repeat) throws IOException, InterruptedException {
    StagePlan stages = plan.stages();
    for (int look = 0; look < stages.looks(); look++) {
      int from = look == 0 ? 0 : stages.confirmedBy(look - 1);
      rounds.takeInAnyCase(
          GateStage.CONFIRM, List.of(cell), from, stages.confirmedBy(look), confirming);
      var said = judge.confirmation(log.differences(cell.id(), repeat, GateStage.CONFIRM));
      if (said != GateJudge.Confirmation.OPEN) {
        return;
      }
    }
  }

  private CellEvidence evidence(GateCell cell, int repeat) {
    List<PairLog.Entry> all = log.of(cell.id(), repeat);
    int excluded =
        (int)
            all.stream()
                .filter(e -> e.stage() != GateStage.CONFIRM && e.excluded() != null)
                .count();
    String obstacle =
        all.stream()
            .map(PairLog.Entry::failure)
            .filter(failure -> failure != null)
            .findFirst()
            .orElse(null);
    return new CellEvidence(
        cell.id(),
        cell.family(),
        deciding.label(cell),
        log.differences(cell.id(), repeat, GateStage.SCREEN),
        log.differences(cell.id(), repeat, GateStage.DECIDE),
        log.differences(cell.id(), repeat, GateStage.CONFIRM),
        excluded,
        obstacle,
        all.stream().mapToDouble(PairLog.Entry::seconds).sum());
  }
}
