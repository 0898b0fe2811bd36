package dev.dirtybench.results.stats;

/**
 * The exact distribution of Wilcoxon's signed-rank sum under the hypothesis that each of n
 * differences is as likely to be negative as positive.
 *
 * <p>Counted over all sign vectors by dynamic programming on the ranks, which are doubled so that
 * mid-ranks of ties stay whole: with ties the distribution is the one given the ties. Source:
 * Wilcoxon, "Individual comparisons by ranking methods", 1945.
 */
final class SignedRankDistribution {
  // 2^-n stays far above the smallest double, and nobody runs more pairs.
  private static final int MOST_RANKS = 500;

  private final double[] cumulative;

  private SignedRankDistribution(double[] cumulative) {
    this.cumulative = cumulative;
  }

  /**
   * The distribution for the ranks 1 to n.
   *
   * @param n 1 to 500
   */
  static SignedRankDistribution withoutTies(int n) {
    int[] doubled = new int[n];
    for (int i = 0; i < n; i++) {
      doubled[i] = 2 * (i + 1);
    }
    return ofDoubledRanks(doubled);
  }

  /**
   * The distribution for given ranks.
   *
   * @param doubledRanks twice each rank, 1 to 500 of them
   */
  static SignedRankDistribution ofDoubledRanks(int[] doubledRanks) {
    if (doubledRanks.length < 1 || doubledRanks.length > MOST_RANKS) {
      throw new IllegalArgumentException(
          "expected 1 to " + MOST_RANKS + " differences, found " + doubledRanks.length);
    }
    int most = 0;
    for (int rank : doubledRanks) {
      most += rank;
    }
    double[] mass = new double[most + 1];
    mass[0] = 1;
    int reached = 0;
    for (int rank : doubledRanks) {
      reached += rank;
      for (int sum = reached; sum >= 0; sum--) {
        double without = mass[sum];
        double with = sum >= rank ? mass[sum - rank] : 0;
        mass[sum] = (without + with) / 2;
      }
    }
    for (int sum = 1; sum <= most; sum++) {
      mass[sum] += mass[sum - 1];
    }
    return new SignedRankDistribution(mass);
  }

  /** The probability of a doubled rank sum of at most this. */
  double atMost(long doubledSum) {
    if (doubledSum < 0) {
      return 0;
    }
    return doubledSum >= cumulative.length ? 1 : Math.min(1, cumulative[(int) doubledSum]);
  }

  /** The probability of a doubled rank sum of at least this; the distribution is symmetric. */
  double atLeast(long doubledSum) {
    return atMost(cumulative.length - 1 - doubledSum);
  }

  /**
   * The largest c with P(T+ &lt;= c - 1) &lt;= alpha, for ranks without ties: the place, from each
   * end, of the interval's limits among the sorted Walsh averages.
   *
   * @return 0 where no interval of this level exists
   */
  int limitPlace(double alpha) {
    int c = 0;
    while (atMost(2L * c) <= alpha) {
      c++;
    }
    return c;
  }
}
