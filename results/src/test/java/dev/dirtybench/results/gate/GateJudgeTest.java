package dev.dirtybench.results.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.results.schema.RunSchemas;
import dev.dirtybench.results.stats.Verdict;
import dev.dirtybench.results.stats.VerdictRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    return new CellEvidence(
        "set/x/t/64K", "set/x", "slices", List.of(), pairs, confirming, excluded, null, 10);
  }

  private CellEvidence screened(String cell, String family, double ratio) {
    return new CellEvidence(
        cell, family, "slices", pairs(6, ratio, 0.005), List.of(), List.of(), 0, null, 10);
  }

  private Verdict verdict(CellEvidence evidence) {
    return judge.judge(List.of(evidence)).get(0).verdict();
  }

  private static GateResult result(List<CellJudgement> cells, List<String> missing) {
    return new GateResult(
        "a",
        "b",
        VerdictRule.DEFAULT,
        cells,
        new Coverage(missing, List.of()),
        List.of(),
        List.of());
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
        new CellEvidence(
            "c", "f", "slices", List.of(), pairs(8, 1, 0.01), List.of(), 0, "digests differ", 1);
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
    // Eleven of twelve above the margin, the other one of rank 4: p is 7 / 2^12.
    List<Double> weak = new ArrayList<>();
    for (double s : new double[] {5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3, -3.5}) {
      weak.add(Math.log(1.03) + s / 100);
    }
    assertTrue(judge.isSuspect(weak));
    CellEvidence one = evidence(weak, pairs(8, 1.1, 0.01), 0);
    CellJudgement alone = judge.judge(List.of(one)).get(0);
    assertEquals(7.0 / 4096, alone.p(), 1e-12);
    assertEquals(Verdict.REGRESSION, alone.verdict());
    List<CellEvidence> many = new ArrayList<>(List.of(one));
    for (int i = 0; i < 99; i++) {
      many.add(screened("set/x/t" + i + "/64K", "set/x", 1.0));
    }
    CellJudgement among = judge.judge(many).get(0);
    assertEquals(Verdict.INCONCLUSIVE, among.verdict());
    assertEquals("not significant among so many cells", among.reason());
  }

  @Test
  void fewPairsAmongManyCellsAreJudgedByTheirSizeWhereTheExactTestCannotReject() {
    List<CellEvidence> many =
        new ArrayList<>(List.of(evidence(pairs(8, 1.3, 0.01), pairs(8, 1.3, 0.01), 0)));
    for (int i = 0; i < 99; i++) {
      many.add(screened("set/x/t" + i + "/64K", "set/x", 1.0));
    }
    assertTrue(judge.judge(many).get(0).p() < Math.pow(2, -8));
    assertEquals(Verdict.REGRESSION, judge.judge(many).get(0).verdict());
  }

  @Test
  void theScreenDropsOnlyWhatLeavesNoRoomForASlowdown() {
    assertTrue(judge.isFutile(pairs(6, 1.0, 0.005)));
    assertFalse(judge.isFutile(pairs(6, 1.1, 0.005)));
    assertFalse(judge.isFutile(pairs(6, 1.0, 0.2)));
    assertFalse(judge.isFutile(pairs(3, 1.0, 0.005)));
    CellJudgement dropped = judge.judge(List.of(screened("c", "f", 1.0))).get(0);
    assertEquals(Verdict.EQUIVALENT, dropped.verdict());
    assertEquals("screened: no sign of a slowdown", dropped.reason());
    assertEquals(0, dropped.morePairs());
  }

  @Test
  void aScreenNeverConvicts() {
    CellJudgement open = judge.judge(List.of(screened("c", "f", 1.5))).get(0);
    assertEquals(Verdict.INCONCLUSIVE, open.verdict());
    assertEquals("no time left to decide", open.reason());
  }

  @Test
  void aSlowdownThatNobodyConfirmedIsNoRegression() {
    CellJudgement open = judge.judge(List.of(evidence(pairs(12, 1.1, 0.01), List.of(), 0))).get(0);
    assertEquals(Verdict.INCONCLUSIVE, open.verdict());
    assertTrue(open.reason().startsWith("not confirmed: no time"), open.reason());
  }

  @Test
  void confirmingPairsAreTakenUntilTheySayOneOrTheOther() {
    assertEquals(GateJudge.Confirmation.OPEN, judge.confirmation(pairs(3, 1.1, 0.01)));
    assertEquals(GateJudge.Confirmation.CONFIRMED, judge.confirmation(pairs(8, 1.1, 0.01)));
    assertEquals(GateJudge.Confirmation.DENIED, judge.confirmation(pairs(8, 0.99, 0.001)));
    assertEquals(
        GateJudge.Confirmation.OPEN,
        judge.confirmation(List.of(0.1, -0.1, 0.2, -0.05, 0.1, -0.1, 0.05, 0.0)));
  }

  @Test
  void undecidedCellsWantMorePairsOnlyIfTheyDifferTooMuch() {
    assertTrue(judge.wantsMore(pairs(12, 1.05, 0.12)));
    assertFalse(judge.wantsMore(pairs(12, 1.04, 0.01)));
    assertFalse(judge.wantsMore(pairs(12, 1.0, 0.01)));
  }

  @Test
  void aCoreThatChangesItsSpeedSpoilsPairsOfForksAndNotSlices() {
    List<RulerNoise> rulers =
        RulerNoise.of(
            List.of(
                Map.of(RulerNoise.CORE, 1.0), Map.of(RulerNoise.CORE, 1.4), Map.of("copy", 2.0)));
    assertEquals(Math.log(1.4) / Math.sqrt(2), rulers.get(0).deviation(), 1e-12);
    CellEvidence slices = evidence(pairs(12, 1.0, 0.01), List.of(), 0);
    CellEvidence forks =
        new CellEvidence(
            "c", "f", "forks", List.of(), pairs(12, 1.0, 0.01), List.of(), 0, null, 10);
    List<CellJudgement> judged = judge.judge(List.of(slices, forks), rulers);
    assertEquals(Verdict.EQUIVALENT, judged.get(0).verdict());
    assertEquals(Verdict.CONTAMINATED, judged.get(1).verdict());
    List<RulerNoise> steady = RulerNoise.of(List.of(Map.of("copy", 1.0), Map.of("copy", 1.4)));
    assertEquals(Verdict.EQUIVALENT, judge.judge(List.of(slices, forks), steady).get(1).verdict());
  }

  @Test
  void cellsOfOneFamilyAreShownTogether() {
    List<CellJudgement> judged =
        judge.judge(
            List.of(screened("a", "f", 1.02), screened("b", "f", 1.04), screened("c", "g", 1.0)));
    List<FamilyEffect> families = result(judged, List.of()).families();
    assertEquals(1, families.size());
    assertEquals(2, families.get(0).cells());
    assertEquals(Math.sqrt(1.02 * 1.04), families.get(0).effect().ratio(), 0.005);
  }

  @Test
  void cellsThatAllMoveTheSameWayAreSuspicious() {
    List<CellEvidence> all = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      all.add(screened("c" + i, "f" + i, i == 5 ? 1.0 : 1.03));
    }
    GateResult moved = result(judge.judge(all), List.of());
    assertTrue(moved.isOneSided());
    assertTrue(new GateReport(moved).text().contains("Nearly all cells moved the same way"));
    assertFalse(result(judge.judge(all.subList(0, 4)), List.of()).isOneSided());
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
                new CellEvidence(
                    "merge/x/t/64K",
                    "merge/x",
                    "forks",
                    List.of(),
                    List.of(),
                    List.of(),
                    0,
                    "died",
                    1)));
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
      quiet.add(screened("c" + i, "f" + i % 5, 1.0));
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

  @Test
  void whatIsToldIsAsItsSchemaSays() throws Exception {
    List<CellEvidence> cells = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      double ratio = 1 + 0.05 * (i - 2);
      cells.add(
          new CellEvidence(
              "set/x/t" + i + "/64K",
              "set/x",
              "forks",
              pairs(6, ratio, 0.02),
              pairs(2 * i, ratio, 0.02),
              pairs(i, ratio, 0.02),
              i,
              null,
              10));
    }
    cells.add(
        new CellEvidence(
            "set/y/t/64K", "set/y", "forks", List.of(), List.of(), List.of(), 0, "it died", 1));
    GateResult result =
        new GateResult(
            "a",
            "b",
            VerdictRule.DEFAULT,
            judge.judge(cells),
            new Coverage(List.of("gone"), List.of("new")),
            List.of(SharpRow.unread("set/x/t/64K", "B/op", "no value")),
            List.of(new RulerNoise("copy", 8, 0.02)));
    RunSchemas.requireValid("verdict", new GateReport(result).json());
  }
}
