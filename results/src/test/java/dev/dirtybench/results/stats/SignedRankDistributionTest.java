package dev.dirtybench.results.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedRankDistributionTest {
  /** One-sided critical values of published tables: the largest T with P(T+ at most T) <= alpha. */
  @ParameterizedTest
  @CsvSource({
    "5, 0.05, 0",
    "6, 0.05, 2",
    "8, 0.05, 5",
    "10, 0.05, 10",
    "12, 0.05, 17",
    "15, 0.05, 30",
    "20, 0.05, 60",
    "25, 0.05, 100",
    "7, 0.01, 0",
    "8, 0.01, 1",
    "10, 0.01, 5",
    "12, 0.01, 9",
    "15, 0.01, 19",
    "20, 0.01, 43",
    "25, 0.01, 76",
    "10, 0.025, 8",
    "12, 0.025, 13",
    "20, 0.025, 52",
    "8, 0.005, 0",
    "12, 0.005, 7",
    "20, 0.005, 37"
  })
  void agreesWithThePublishedCriticalValues(int n, double alpha, int critical) {
    assertEquals(critical + 1, SignedRankDistribution.withoutTies(n).limitPlace(alpha));
  }

  @Test
  void sixPairsHaveNoIntervalAtOnePercent() {
    assertEquals(0, SignedRankDistribution.withoutTies(6).limitPlace(0.01));
  }

  @Test
  void agreesWithCommonsStatisticsOnValuesWithoutTies() {
    long seed = 20261122;
    Random random = new Random(seed);
    for (int trial = 0; trial < 500; trial++) {
      double[] values = random.doubles(1 + random.nextInt(40), -1, 1.3).toArray();
      double margin = random.nextDouble() / 4;
      double expected =
          WilcoxonSignedRankTest.withDefaults()
              .with(AlternativeHypothesis.GREATER_THAN)
              .with(PValueMethod.EXACT)
              .withMu(margin)
              .test(values)
              .getPValue();
      assertEquals(
          expected,
          PairedEffect.worseThan(values, margin),
          1e-12,
          "seed " + seed + " trial " + trial);
    }
  }

  @Test
  void tiesAreCountedOverTheirOwnSigns() {
    // Ranks 1.5, 1.5, 3: the sums 0, 1.5 (twice), 3 (twice), 4.5 (twice), 6 of 8 sign vectors.
    var ties = SignedRankDistribution.ofDoubledRanks(new int[] {3, 3, 6});
    assertEquals(1 / 8.0, ties.atMost(0));
    assertEquals(3 / 8.0, ties.atMost(3));
    assertEquals(5 / 8.0, ties.atMost(6));
    assertEquals(7 / 8.0, ties.atMost(9));
    assertEquals(3 / 8.0, ties.atLeast(9));
    assertEquals(1, ties.atMost(12));
    assertEquals(1, ties.atLeast(0));
  }

  @Test
  void zerosAreRankedAndLeftOut() {
    SignedRanks ranks = SignedRanks.of(new double[] {0, 0, 1, -2, 3}, 0);
    assertEquals(2 * (3 + 5), ranks.doubledPlus());
    assertEquals((3 + 5 - 4) / 12.0, ranks.rankBiserial());
    assertEquals(1, SignedRanks.of(new double[] {2, 2}, 2).upperTail());
  }

  @Test
  void refusesNoRanksAndTooMany() {
    assertThrows(IllegalArgumentException.class, () -> SignedRankDistribution.withoutTies(0));
    assertThrows(IllegalArgumentException.class, () -> SignedRankDistribution.withoutTies(501));
  }
}
