package dev.dirtybench.workloads.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZipfRanksTest {
  private static final int DRAWS = 200_000;

  @ParameterizedTest
  @CsvSource({"1, 0.99", "2, 0.5", "10, 0", "10, 0.99", "10, 1", "100, 1.2", "50, 3", "1000, 0.8"})
  void drawsEachRankAsOftenAsItsPowerSays(int count, double theta) {
    ZipfRanks ranks = new ZipfRanks(count, theta);
    SplitMix64 random = new SplitMix64(42);
    int[] drawn = new int[count + 1];
    for (int i = 0; i < DRAWS; i++) {
      drawn[(int) ranks.next(random)]++;
    }
    double sum = 0;
    for (int rank = 1; rank <= count; rank++) {
      sum += Math.pow(rank, -theta);
    }
    for (int rank = 1; rank <= count; rank++) {
      double share = Math.pow(rank, -theta) / sum;
      double deviation = Math.sqrt(DRAWS * share * (1 - share));
      assertEquals(DRAWS * share, drawn[rank], 6 * deviation + 1, "rank " + rank);
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "0.99", "1", "1.5", "10"})
  void staysInsideTheLargestCount(double theta) {
    long count = 1L << 50;
    ZipfRanks ranks = new ZipfRanks(count, theta);
    SplitMix64 random = new SplitMix64(7);
    for (int i = 0; i < 10_000; i++) {
      long rank = ranks.next(random);
      assertTrue(rank >= 1 && rank <= count, "rank " + rank);
    }
  }

  @Test
  void withoutSkewTheLargestCountIsUniform() {
    long count = 1L << 50;
    ZipfRanks ranks = new ZipfRanks(count, 0);
    SplitMix64 random = new SplitMix64(8);
    double sum = 0;
    for (int i = 0; i < DRAWS; i++) {
      sum += ranks.next(random) / (double) count;
    }
    assertEquals(0.5, sum / DRAWS, 6 / Math.sqrt(12.0 * DRAWS));
  }
}
