package dev.dirtybench.workloads.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitMix64Test {
  @Test
  void drawsThePublishedValuesOfSeedZero() {
    SplitMix64 random = new SplitMix64(0);
    assertEquals(0xe220a8397b1dcdafL, random.next());
    assertEquals(0x6e789e6aa1b965f4L, random.next());
    assertEquals(0x06c45d188009454fL, random.next());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 20261122, Long.MIN_VALUE})
  void drawsTheBitsOfSplittableRandom(long seed) {
    SplittableRandom theirs = new SplittableRandom(seed);
    SplitMix64 ours = new SplitMix64(seed);
    for (int i = 0; i < 1000; i++) {
      assertEquals(theirs.nextLong(), ours.next(), "seed " + seed + " draw " + i);
    }
  }

  @Test
  void boundedNumbersStayInsideAndReachEverything() {
    SplitMix64 random = new SplitMix64(5);
    int[] counts = new int[7];
    for (int i = 0; i < 70_000; i++) {
      counts[(int) random.below(7)]++;
    }
    for (int count : counts) {
      // Six standard deviations of a binomial count.
      assertEquals(10_000, count, 6 * Math.sqrt(10_000 * 6 / 7.0));
    }
    for (long bound : new long[] {1, 2, 3, (1L << 62) + 1, Long.MAX_VALUE}) {
      for (int i = 0; i < 1000; i++) {
        long draw = random.below(bound);
        assertTrue(draw >= 0 && draw < bound, draw + " of " + bound);
      }
    }
  }

  @Test
  void fractionsFillTheUnitInterval() {
    SplitMix64 random = new SplitMix64(6);
    double sum = 0;
    for (int i = 0; i < 100_000; i++) {
      double fraction = random.fraction();
      assertTrue(fraction >= 0 && fraction < 1, "" + fraction);
      sum += fraction;
    }
    assertEquals(0.5, sum / 100_000, 6 / Math.sqrt(12 * 100_000));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 63, 64, 65, 1000, 4097})
  void aScatteredOrderHoldsEveryNumberOnce(long count) {
    ScatteredOrder order = new ScatteredOrder(count, new SplitMix64(count));
    Set<Long> seen = new HashSet<>();
    for (long place = 0; place < count; place++) {
      long number = order.at(place);
      assertTrue(number >= 0 && number < count, number + " of " + count);
      assertTrue(seen.add(number), number + " stands twice in " + count);
    }
  }

  @Test
  void aScatteredOrderPutsNeighboursApart() {
    long count = 1 << 20;
    ScatteredOrder order = new ScatteredOrder(count, new SplitMix64(9));
    double distance = 0;
    for (long place = 0; place < 1000; place++) {
      distance += Math.abs(order.at(place) - order.at(place + 1));
    }
    // Two random places are a third of the range apart, on average.
    assertEquals(count / 3.0, distance / 1000, count / 15.0);
  }

  @Test
  void aScatteredOrderHandlesTheLargestCount() {
    ScatteredOrder order = new ScatteredOrder(1L << 62, new SplitMix64(1));
    long number = order.at((1L << 62) - 1);
    assertTrue(number >= 0 && number < 1L << 62);
  }
}
