package dev.dirtybench.results.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Mann and Kendall's test for a trend in a series of values.
 *
 * @param statistic pairs that rise less pairs that fall
 * @param p two-sided probability of one so far from 0 without any trend
 */
public record Trend(long statistic, double p) {
  private static final int EXACT_UP_TO = 10;

  /**
   * The trend of a series; exact for up to ten values without ties, else the normal approximation
   * with continuity and tie corrections.
   *
   * @param values in their order, two or more
   * @return the test
   */
  public static Trend of(double[] values) {
    int n = values.length;
    long statistic = 0;
    boolean ties = false;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        statistic += (long) Math.signum(values[j] - values[i]);
        ties |= values[i] == values[j];
      }
    }
    double p = n <= EXACT_UP_TO && !ties ? exact(n, statistic) : normal(values, statistic);
    return new Trend(statistic, p);
  }

  /** By the number of permutations with so many inversions. */
  private static double exact(int n, long statistic) {
    int most = n * (n - 1) / 2;
    double[] share = new double[most + 1];
    share[0] = 1;
    int reached = 0;
    for (int items = 2; items <= n; items++) {
      double[] next = new double[most + 1];
      reached += items - 1;
      for (int inversions = 0; inversions <= reached; inversions++) {
        for (int added = 0; added < items && added <= inversions; added++) {
          next[inversions] += share[inversions - added] / items;
        }
      }
      share = next;
    }
    // The statistic is most - 2 * inversions, and symmetric.
    long atMost = (most - Math.abs(statistic)) / 2;
    double tail = 0;
    for (int i = 0; i <= atMost; i++) {
      tail += share[i];
    }
    return Math.min(1, 2 * tail);
  }

  private static double normal(double[] values, long statistic) {
    int n = values.length;
    double variance = n * (n - 1.0) * (2.0 * n + 5);
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int from = 0;
    while (from < n) {
      int to = from + 1;
      while (to < n && sorted[to] == sorted[from]) {
        to++;
      }
      double same = to - from;
      variance -= same * (same - 1) * (2 * same + 5);
      from = to;
    }
    variance /= 18;
    if (variance <= 0 || statistic == 0) {
      return 1;
    }
    double z = (Math.abs(statistic) - 1) / Math.sqrt(variance);
    return Math.min(1, 2 * NormalDistribution.of(0, 1).survivalProbability(z));
  }
}
