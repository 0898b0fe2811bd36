package dev.dirtybench.results.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The formulas against numbers that others have printed. */
class PublishedTablesTest {
  /** The example of Benjamini and Hochberg's paper of 1995. */
  private static final double[] P = {
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
    0.6528, 0.7590, 1.0000
  };

  private static long atMost(double[] adjusted, double level) {
    return Arrays.stream(adjusted).filter(p -> p <= level).count();
  }

  @Test
  void benjaminiAndHochbergRejectFourInTheirExample() {
    assertEquals(4, atMost(Multiplicity.benjaminiHochberg(P), 0.05));
    assertEquals(0.0015, Multiplicity.benjaminiHochberg(P)[0], 1e-12);
  }

  @Test
  void holmRejectsThreeInTheSameExample() {
    assertEquals(3, atMost(Multiplicity.holm(P), 0.05));
    assertEquals(0.0019 * 13, Multiplicity.holm(P)[2], 1e-12);
  }

  @Test
  void correctionsKeepTheOrderInWhichPValuesCame() {
    double[] mixed = {0.5, 0.01, 0.03};
    double[] holm = Multiplicity.holm(mixed);
    assertEquals(0.5, holm[0], 1e-12);
    assertEquals(0.03, holm[1], 1e-12);
    assertEquals(0.06, holm[2], 1e-12);
  }

  @ParameterizedTest
  @CsvSource({"40, 0.05, 10", "200, 0.05, 12", "1000, 0.05, 15", "1, 0.01, 7"})
  void theExactTestNeedsSoManyPairs(int tests, double level, int pairs) {
    assertEquals(pairs, Multiplicity.fewestPairs(tests, level));
  }

  /** The table of measuring.md, 3.8: per cent at alpha 1 %, beta 20 %. */
  @ParameterizedTest
  @CsvSource({
    "0.02, 6, 3.6",
    "0.02, 12, 2.1",
    "0.02, 30, 1.2",
    "0.04, 8, 5.7",
    "0.04, 20, 3.1",
    "0.06, 10, 7.3",
    "0.06, 16, 5.3",
    "0.10, 6, 19.1",
    "0.10, 12, 10.9",
    "0.10, 30, 6.2"
  })
  void theDetectableEffectIsThatOfTheTable(double deviation, int pairs, double percent) {
    assertEquals(percent, 100 * Detectable.effect(deviation, pairs, 0.01, 0.2), 0.051);
  }

  @Test
  void moreDeviationNeedsMorePairs() {
    int few = Detectable.pairs(0.02, 0.10, VerdictRule.DEFAULT);
    int many = Detectable.pairs(0.08, 0.10, VerdictRule.DEFAULT);
    assertEquals(7, few);
    assertTrue(many > 12, "pairs " + many);
    assertTrue(Detectable.effect(0.08, many, VerdictRule.DEFAULT) <= 0.10);
    assertTrue(Detectable.effect(0.08, many - 1, VerdictRule.DEFAULT) > 0.10);
    assertEquals(Double.POSITIVE_INFINITY, Detectable.effect(0.02, 1, 0.01, 0.2));
  }

  /** Kendall's table of P(S at least so large), n = 4, 5, 10; the test is two-sided. */
  @ParameterizedTest
  @CsvSource({"4, 6, 0.042", "4, 4, 0.167", "5, 10, 0.0083", "5, 8, 0.042", "10, 21, 0.036"})
  void theTrendsProbabilityIsThatOfKendallsTable(int n, int statistic, double tail) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = i;
    }
    int inversions = (n * (n - 1) / 2 - statistic) / 2;
    for (int done = 0; done < inversions; ) {
      for (int i = 0; i + 1 < n && done < inversions; i++) {
        if (values[i] < values[i + 1]) {
          double swap = values[i];
          values[i] = values[i + 1];
          values[i + 1] = swap;
          done++;
        }
      }
    }
    Trend trend = Trend.of(values);
    assertEquals(statistic, trend.statistic());
    assertEquals(2 * tail, trend.p(), 2e-3);
  }

  @Test
  void longSeriesAndTiesUseTheNormalApproximation() {
    double[] rising = new double[40];
    Arrays.setAll(rising, i -> i / 2);
    assertTrue(Trend.of(rising).p() < 1e-9);
    assertEquals(1, Trend.of(new double[12]).p());
  }

  /** The guide's example: forks 2 %, iterations 1 %, a fork costs seven iterations: two of them. */
  @Test
  void theBestNumberOfIterationsIsKaliberasAndJones() {
    VarianceParts parts = new VarianceParts(0.01, 0.0205, 0.02, 5);
    assertEquals(2, parts.bestIterations(7, 1));
    assertEquals(1, new VarianceParts(0, 0, 0, 5).bestIterations(7, 1));
    assertEquals(Integer.MAX_VALUE, new VarianceParts(0.01, 0, 0, 5).bestIterations(7, 1));
  }

  @Test
  void varianceIsPartedBetweenForksAndIterations() {
    VarianceParts parts = VarianceParts.of(new double[][] {{1, 3}, {5, 7}, {9, 11}});
    assertEquals(Math.sqrt(2), parts.withinForks(), 1e-12);
    assertEquals(4, parts.ofForkMeans(), 1e-12);
    assertEquals(Math.sqrt(15), parts.betweenForks(), 1e-12);
    assertThrows(IllegalArgumentException.class, () -> VarianceParts.of(new double[][] {{1, 2}}));
  }

  @Test
  void forksAreLabelledByWhatTheirIterationsShow() {
    double[] quiet = new double[0];
    assertEquals(ForkState.STEADY, ForkState.of(new double[] {100, 101, 100, 99, 100, 101}, quiet));
    assertEquals(
        ForkState.DRIFTING, ForkState.of(new double[] {100, 101, 102, 103, 104, 105}, quiet));
    assertEquals(
        ForkState.STILL_COMPILING,
        ForkState.of(new double[] {100, 100, 100}, new double[] {5, 0, 3}));
    assertEquals(
        ForkState.STEADY, ForkState.of(new double[] {100, 100, 100}, new double[] {5, 0, 0}));
    assertEquals(ForkState.STEADY, ForkState.of(new double[] {1, 9}, quiet));
  }

  @Test
  void anUnpairedRatioOfWildValuesHasNoInterval() {
    UnpairedRatio wild = UnpairedRatio.of(new double[] {1, 100}, new double[] {50, 51}, 0.01);
    assertEquals(0, wild.lower());
    assertEquals(Double.POSITIVE_INFINITY, wild.upper());
    assertEquals(1, wild.ratio(), 1e-12);
  }
}
