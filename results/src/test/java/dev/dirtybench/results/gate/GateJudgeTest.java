package dev.dirtybench.results.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.results.stats.Verdict;
import dev.dirtybench.results.stats.VerdictRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GateJudgeTest {
  private static final long SEED = 20261122;

  private final GateJudge judge = new GateJudge(VerdictRule.DEFAULT);
  private final Random random = new Random(SEED);

  private List<Double> pairs(int count, double ratio, double deviation) {
    List<Double> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pairs.add(Math.log(ratio) + deviation * random.nextGaussian());
    }
    return pairs;
  }

  private static CellEvidence evidence(List<Double> pairs, List<Double> confirming, int excluded) {
    return new CellEvidence("set/x/t/64K", "slices", pairs, confirming, excluded, null, 10);
  }

  private Verdict verdict(CellEvidence evidence) {
    return judge.judge(List.of(evidence)).get(0).verdict();
  }

  private static GateResult result(List<CellJudgement> cells, List<String> missing) {
    return new GateResult(
        "a", "b", VerdictRule.DEFAULT, cells, new Coverage(missing, List.of()), List.of());
  }

  @Test
  void aConfirmedSlowdownIsARegression() {
    CellEvidence evidence = evidence(pairs(8, 1.10, 0.02), pairs(8, 1.10, 0.05), 0);
    List<CellJudgement> judged = judge.judge(List.of(evidence));
    assertEquals(Verdict.REGRESSION, judged.get(0).verdict());
    assertTrue(judged.get(0).reason().startsWith("8 fresh pairs of forks: ratio 1."));
    assertEquals(GateResult.REGRESSION, result(judged, List.of()).exitCode());
  }

  @Test
  void freshPairsThatShowNothingTakeTheSuspicionBack() {
    CellEvidence evidence = evidence(pairs(8, 1.10, 0.02), pairs(8, 1.0, 0.05), 0);
    List<CellJudgement> judged = judge.judge(List.of(evidence));
    assertEquals(Verdict.INCONCLUSIVE, judged.get(0).verdict());
    assertTrue(judged.get(0).reason().startsWith("not confirmed: "), judged.get(0).reason());
    assertEquals(GateResult.PASS, result(judged, List.of()).exitCode());
  }

  @Test
  void theSameOnBothSidesIsEquivalent() {
    assertEquals(Verdict.EQUIVALENT, verdict(evidence(pairs(12, 1.0, 0.01), List.of(), 0)));
    assertEquals(Verdict.IMPROVEMENT, verdict(evidence(pairs(12, 0.9, 0.01), List.of(), 0)));
  }

  @Test
  void wildPairsSayHowManyMoreWouldTell() {
    CellJudgement judged = judge.judge(List.of(evidence(pairs(8, 1.0, 0.15), List.of(), 0))).get(0);
    assertEquals(Verdict.INCONCLUSIVE, judged.verdict());
    assertTrue(judged.morePairs() > 20, "more " + judged.morePairs());
  }

  @Test
  void aDisturbedMachineIsNeverHeldAgainstTheChange() {
    List<CellJudgement> judged =
        judge.judge(List.of(evidence(pairs(8, 1.2, 0.01), pairs(8, 1.2, 0.01), 4)));
    assertEquals(Verdict.CONTAMINATED, judged.get(0).verdict());
    assertEquals(GateResult.CONTAMINATED, result(judged, List.of()).exitCode());
    assertEquals(Verdict.CONTAMINATED, verdict(evidence(List.of(), List.of(), 8)));
  }

  @Test
  void whatCannotBeComparedIsInvalid() {
    CellEvidence broken =
        new CellEvidence("c", "slices", pairs(8, 1, 0.01), List.of(), 0, "digests differ", 1);
    List<CellJudgement> judged = judge.judge(List.of(broken));
    assertEquals(Verdict.INVALID, judged.get(0).verdict());
    assertEquals(GateResult.INVALID, result(judged, List.of()).exitCode());
    assertEquals(GateResult.INVALID, result(List.of(), List.of()).exitCode());
  }

  @Test
  void aVanishedCellCountsMost() {
    List<CellJudgement> judged = judge.judge(List.of(evidence(pairs(8, 1, 0.01), List.of(), 0)));
    assertEquals(GateResult.PASS, result(judged, List.of()).exitCode());
    assertEquals(GateResult.COVERAGE_LOST, result(judged, List.of("merge/x/t/64K")).exitCode());
  }

  @Test
  void manyCellsNeedStrongerEvidenceThanOne() {
    // Seven pairs, all above the margin: p is 2^-7, which one cell may have and hundred may not.
    List<Double> weak = pairs(7, 1.10, 0.01);
    assertTrue(judge.isSuspect(weak));
    assertEquals(Verdict.REGRESSION, verdict(evidence(weak, List.of(), 0)));
    List<CellEvidence> many = new ArrayList<>(List.of(evidence(weak, List.of(), 0)));
    for (int i = 0; i < 99; i++) {
      many.add(evidence(pairs(7, 1.0, 0.01), List.of(), 0));
    }
    assertEquals(Verdict.INCONCLUSIVE, judge.judge(many).get(0).verdict());
  }

  @Test
  void aQuietCellIsNoSuspect() {
    assertFalse(judge.isSuspect(pairs(8, 1.0, 0.02)));
    assertFalse(judge.isSuspect(List.of()));
  }

  @Test
  void reportsSayEveryCellAndTheWorst() {
    List<CellJudgement> judged =
        judge.judge(
            List.of(
                evidence(pairs(8, 1.10, 0.01), pairs(8, 1.1, 0.01), 0),
                new CellEvidence("merge/x/t/64K", "forks", List.of(), List.of(), 0, "died", 1)));
    GateReport report = new GateReport(result(judged, List.of("scan/x/t/64K")));
    for (String told : List.of(report.text(), report.markdown())) {
      assertTrue(told.contains("REGRESSION"), told);
      assertTrue(told.contains("died"), told);
      assertTrue(told.contains("scan/x/t/64K"), told);
      assertTrue(told.contains("Largest ratios: set/x/t/64K 1."), told);
    }
    assertEquals(4, report.json().get("exitCode").asInt());
    assertEquals(2, report.json().get("cells").size());
    assertEquals(8, report.json().at("/cells/0/differences").size());
  }

  @Test
  void theSelfTestCountsAndGivesExactLimits() {
    List<CellEvidence> quiet = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      quiet.add(evidence(pairs(8, 1.0, 0.01), List.of(), 0));
    }
    SelfTest test = new SelfTest(List.of(result(judge.judge(quiet), List.of())));
    assertEquals(100, test.verdicts());
    assertEquals(0, test.regressions());
    // Clopper and Pearson: 0 of 100 has the upper limit 1 - 0.025^(1/100).
    assertEquals(1 - Math.pow(0.025, 0.01), SelfTest.upper(0, 100), 1e-9);
    assertEquals(0.7112, SelfTest.lower(80, 100) + 0.0032, 0.005);
    assertTrue(
        test.text(0)
            .startsWith("false regressions: 0 of 100 verdicts (0.0 %; 95 % limits 0.0 to 3.6 %)"));
  }
}
