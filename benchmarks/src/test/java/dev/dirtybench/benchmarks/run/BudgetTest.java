package dev.dirtybench.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.benchmarks.run.Budget.Costs;
import dev.dirtybench.benchmarks.run.Budget.Cut;
import dev.dirtybench.results.MeasuringPlan;
import dev.dirtybench.results.stats.VarianceParts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private static final Costs COSTS = new Costs(1, 0.15);
  private static final Duration QUARTER = Duration.ofMinutes(15);

  @Test
  void isFilledWithRoundsOfTheIterationsAskedFor() {
    Cut cut = new Budget(QUARTER).cut(QUARTER, 20, COSTS, 4);
    assertEquals(4, cut.iterations());
    double round = 20 * (1 + 4 * 0.15);
    assertTrue(cut.rounds() * round <= 900, cut.toString());
    assertTrue((cut.rounds() + 3) * round > 900, cut.toString());
  }

  @Test
  void prefersEightRoundsToManyIterations() {
    Cut cut = new Budget(QUARTER).cut(QUARTER, 60, COSTS, 20);
    assertEquals(8, cut.rounds());
    assertTrue(cut.iterations() < 20 && cut.iterations() >= 3, cut.toString());
  }

  @Test
  void hasThreeIterationsAtLeast() {
    assertEquals(3, new Budget(QUARTER).cut(QUARTER, 400, COSTS, 20).iterations());
  }

  @Test
  void tooSmallForOneRoundSaysWhatIsNeededAndWhatFits() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new Budget(Duration.ofMinutes(1)).cut(Duration.ofSeconds(30), 60, COSTS, 9))
            .getMessage();
    assertEquals(
        "a budget of 1 min 0 s is too small: checking, weighing and calibrating took 30 s, one"
            + " round of 60 cells takes about 1 min 28 s; give --budget 3m, or choose at most 19"
            + " cells by --traces, --operations and --backends",
        message);
  }

  @Test
  void whatCannotBeIsRefusedBeforeAnythingIsDone() {
    Budget minute = new Budget(Duration.ofMinutes(1));
    minute.requireRoundOf(20, Profile.QUICK.effort());
    assertThrows(
        IllegalArgumentException.class, () -> minute.requireRoundOf(200, Profile.QUICK.effort()));
  }

  @Test
  void theBestIterationsAreThoseOfTheMiddleCell() {
    VarianceParts noisyWithin = new VarianceParts(0.10, 0.1, 0.02, 5);
    VarianceParts noisyBetween = new VarianceParts(0.01, 0.1, 0.1, 5);
    VarianceParts likeTheGuide = new VarianceParts(0.04, 0.1, 0.02, 5);
    Costs sevenToOne = new Costs(7, 1);
    assertEquals(6, likeTheGuide.bestIterations(7, 1), "sqrt(7) x 2, rounded up");
    assertEquals(
        6, Budget.bestIterations(List.of(noisyWithin, noisyBetween, likeTheGuide), sevenToOne));
    assertEquals(3, Budget.bestIterations(List.of(noisyBetween), sevenToOne));
    assertEquals(20, Budget.bestIterations(List.of(new VarianceParts(0.1, 0.1, 0, 5)), sevenToOne));
    assertEquals(3, Budget.bestIterations(List.of(), sevenToOne));
  }

  @Test
  void anEffortIsTheSameAfterItStoodInAManifest() {
    for (Profile profile : Profile.values()) {
      assertEquals(profile.effort(), Effort.of(profile.effort().plan()));
    }
    assertTrue(!Effort.of(Profile.QUICK.effort().unknown().plan()).isKnown());
    assertThrows(
        IllegalArgumentException.class,
        () -> Effort.of(new MeasuringPlan("avgt", 1, 1, "soon", 1, "1 ms")));
  }
}
