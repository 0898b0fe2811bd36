package dev.dirtybench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ForkStatisticsTest {
  /** Forks whose log medians are 0, 1 and 2. */
  private static final Samples THREE =
      new Samples(
          List.of(
              new double[] {1, 1, 1},
              new double[] {Math.E, Math.E, Math.E},
              new double[] {Math.exp(2), Math.exp(2), Math.exp(2)}));

  @Test
  void theIntervalIsStudentsOnLogScores() {
    Map<String, Object> columns = ForkStatistics.columns(THREE, 10);
    double half = 4.302653 / Math.sqrt(3); // t of 2 degrees of freedom at 97.5 %, from tables
    assertEquals(10 * Math.exp(1 - half), (double) columns.get("ci_lo"), 1e-5);
    assertEquals(10 * Math.exp(1 + half), (double) columns.get("ci_hi"), 1e-3);
    assertEquals(0, (double) columns.get("s1"), 1e-12);
    assertEquals(1, (double) columns.get("t2"), 1e-12);
  }

  @Test
  void whatCanBeDetectedGrowsWithTheDeviationOfForks() {
    // The guide's table: 4 % between pairs and 12 pairs find 4.2 % above the tolerated 3 %.
    double detectable = ForkStatistics.detectable(0.04 / Math.sqrt(2), 12);
    assertEquals(1.042 * 1.03 - 1, detectable, 0.001);
  }

  @Test
  void twoForksHaveNoIntervalAndOneHasNothing() {
    Samples two = new Samples(List.of(new double[] {1, 2}, new double[] {1, 2}));
    assertEquals(Set.of("s1", "t2"), ForkStatistics.columns(two, 1).keySet());
    Samples one = new Samples(List.of(new double[] {1, 2}));
    assertTrue(ForkStatistics.columns(one, 1).isEmpty());
  }

  @Test
  void forksOfOneIterationDoNotTellWhatIsWithinThem() {
    Samples short3 = new Samples(List.of(new double[] {1}, new double[] {2}, new double[] {4}));
    assertEquals(Set.of("ci_lo", "ci_hi", "mde"), ForkStatistics.columns(short3, 1).keySet());
  }
}
