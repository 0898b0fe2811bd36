package dev.dirtybench.results.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The signed ranks of differences about a centre, with mid-ranks for ties and, after Pratt, zeros
 * ranked and then left out.
 *
 * @param doubledRanks twice the rank of each difference that is not zero
 * @param doubledPlus the sum of those of positive differences
 */
record SignedRanks(int[] doubledRanks, long doubledPlus) {
  /** The ranks of {@code differences - centre}. */
  static SignedRanks of(double[] differences, double centre) {
    int n = differences.length;
    double[] shifted = new double[n];
    for (int i = 0; i < n; i++) {
      shifted[i] = differences[i] - centre;
    }
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> Math.abs(shifted[i])))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] ranks = new int[n];
    int kept = 0;
    long plus = 0;
    int from = 0;
    while (from < n) {
      int to = from + 1;
      while (to < n && Math.abs(shifted[order[to]]) == Math.abs(shifted[order[from]])) {
        to++;
      }
      // Ranks from+1 to to have the mean (from + 1 + to) / 2.
      int doubled = from + 1 + to;
      for (int i = from; i < to; i++) {
        double value = shifted[order[i]];
        if (value != 0) {
          ranks[kept] = doubled;
          kept++;
          plus += value > 0 ? doubled : 0;
        }
      }
      from = to;
    }
    return new SignedRanks(Arrays.copyOf(ranks, kept), plus);
  }

  /** P(T+ at least as large as here); 1 where all differences are at the centre. */
  double upperTail() {
    return doubledRanks.length == 0
        ? 1
        : SignedRankDistribution.ofDoubledRanks(doubledRanks).atLeast(doubledPlus);
  }

  /** P(T+ at most as large as here); 1 where all differences are at the centre. */
  double lowerTail() {
    return doubledRanks.length == 0
        ? 1
        : SignedRankDistribution.ofDoubledRanks(doubledRanks).atMost(doubledPlus);
  }

  /** (T+ - T-) / (T+ + T-): 1 where all are above the centre, -1 where all are below. */
  double rankBiserial() {
    long all = Arrays.stream(doubledRanks).asLongStream().sum();
    return all == 0 ? 0 : (2.0 * doubledPlus - all) / all;
  }
}
