package dev.dirtybench.results.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.dirtybench.results.Golden;
import dev.dirtybench.results.stats.Verdict;
import dev.dirtybench.results.stats.VerdictRule;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SharpRulesTest {
  private final SharpRules rules = new SharpRules(Map.of());

  private static double[] six(double value) {
    return new double[] {value, value + 0.25, value + 0.125, value, value + 0.5, value + 0.375};
  }

  private Verdict allocated(double[] a, double[] b) {
    return rules.allocated("c", a, b).verdict();
  }

  @Test
  void moreBytesInEveryForkAreARegression() {
    assertEquals(Verdict.REGRESSION, allocated(six(100), six(117)));
    assertEquals(Verdict.IMPROVEMENT, allocated(six(117), six(100)));
  }

  @Test
  void anObjectHeaderOrHalfAPercentIsAllowed() {
    assertEquals(Verdict.EQUIVALENT, allocated(six(100), six(116)));
    assertEquals(Verdict.EQUIVALENT, allocated(six(100_000), six(100_499)));
    assertEquals(Verdict.REGRESSION, allocated(six(100_000), six(100_520)));
  }

  @Test
  void aBudgetAllowsMore() {
    SharpRules generous = new SharpRules(Map.of(SharpRules.ALLOCATED, 0.05));
    assertEquals(Verdict.EQUIVALENT, generous.allocated("c", six(1000), six(1049)).verdict());
    assertEquals(Verdict.REGRESSION, generous.allocated("c", six(1000), six(1052)).verdict());
  }

  @Test
  void forksThatDisagreeConvictNobody() {
    double[] a = {100, 100, 180, 100, 100, 100};
    double[] b = {150, 150, 150, 150, 150, 150};
    assertEquals(Verdict.INCONCLUSIVE, allocated(a, b));
    assertEquals(Verdict.INCONCLUSIVE, allocated(new double[] {100, 120}, new double[] {110, 190}));
  }

  @Test
  void aFirstPairWithinWhatIsAllowedSettlesIt() {
    assertTrue(rules.isSettled(new double[] {100}, new double[] {110}));
    assertFalse(rules.isSettled(new double[] {100}, new double[] {130}));
    assertTrue(rules.isSettled(new double[] {100, 140}, new double[] {130, 130}));
    assertTrue(rules.isSettled(six(100), six(200)));
  }

  @Test
  void whatTheJvmAllocatesBesideIsHardlyEverARegression() {
    Random random = new Random(7);
    int alarms = 0;
    for (int trial = 0; trial < 10_000; trial++) {
      double[] a = new double[SharpRules.FORKS];
      double[] b = new double[SharpRules.FORKS];
      for (int i = 0; i < a.length; i++) {
        a[i] = 6000 + 100 * random.nextGaussian();
        b[i] = 6000 + 100 * random.nextGaussian();
      }
      if (allocated(a, b) == Verdict.REGRESSION) {
        alarms++;
      }
    }
    // One in 924 orders of twelve values has all of B above all of A.
    assertTrue(alarms < 25, "seed 7: " + alarms + " of 10000");
  }

  @Test
  void sizesAreExactUnlessABudgetIsDeclared() {
    assertEquals(Verdict.REGRESSION, rules.size("c", "heap_bytes", "B", 100, 101).verdict());
    assertEquals(Verdict.EQUIVALENT, rules.size("c", "heap_bytes", "B", 100, 100).verdict());
    assertEquals(Verdict.IMPROVEMENT, rules.size("c", "heap_bytes", "B", 100, 99).verdict());
    SharpRules budget = new SharpRules(Map.of("heap_bytes", 0.02));
    assertEquals(Verdict.EQUIVALENT, budget.size("c", "heap_bytes", "B", 100, 102).verdict());
    assertEquals(Verdict.REGRESSION, budget.size("c", "heap_bytes", "B", 100, 103).verdict());
  }

  @Test
  void aCounterMustStayTheSameInBothDirections() {
    assertEquals(Verdict.REGRESSION, rules.exact("c", "words", "#", 8, 9).verdict());
    assertEquals(Verdict.REGRESSION, rules.exact("c", "words", "#", 8, 7).verdict());
    assertEquals(Verdict.EQUIVALENT, rules.exact("c", "words", "#", 8, 8).verdict());
    SharpRules budget = new SharpRules(Map.of("words", 0.25));
    assertEquals(Verdict.EQUIVALENT, budget.exact("c", "words", "#", 8, 6).verdict());
  }

  @Test
  void countsDecideTheExitCodeAsTimesDo() {
    assertEquals(GateResult.INVALID, exitCode(rules.digest("c", "1f", "2e")));
    assertEquals(GateResult.REGRESSION, exitCode(rules.size("c", "heap_bytes", "B", 1, 2)));
    assertEquals(GateResult.PASS, exitCode(SharpRow.leftOut("c", "gc.alloc.rate.norm", "no time")));
    assertEquals(GateResult.INVALID, exitCode(SharpRow.unread("c", "digest", "died")));
  }

  private static int exitCode(SharpRow row) {
    return result(List.of(row), Coverage.SAME).exitCode();
  }

  private static GateResult result(List<SharpRow> rows, Coverage coverage) {
    CellEvidence evidence =
        new CellEvidence(
            "set/x/t/64K",
            "set/x",
            "forks",
            List.of(),
            List.of(0.0, 0.01, -0.01, 0.005, 0.0, 0.01, -0.01, 0.005),
            List.of(),
            0,
            null,
            1);
    return new GateResult(
        "old",
        "new",
        VerdictRule.DEFAULT,
        new GateJudge(VerdictRule.DEFAULT).judge(List.of(evidence)),
        coverage,
        rows,
        List.of());
  }

  @Test
  void everyFormTellsCountsAndCoverage() throws Exception {
    GateReport report =
        new GateReport(
            result(
                List.of(
                    rules.allocated("set/x/t/64K", six(100), six(150)),
                    rules.size("footprint/x/t/64K", "serialized_bytes", "B", 8192, 8192),
                    rules.digest("set/x/t/64K", "5ca1ab1e", "5ca1ab1e"),
                    SharpRow.leftOut("merge/x/t/64K", SharpRules.ALLOCATED, "no time left")),
                new Coverage(List.of("scan-words/x/t/64K"), List.of("clear/x/t/64K"))));
    Golden.assertMatches("gate-sharp.txt", report.text());
    Golden.assertMatches("gate-sharp.md", report.markdown());
    Golden.assertMatches(
        "gate-sharp.json",
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(report.json())
            + '\n');
  }
}
