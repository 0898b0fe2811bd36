package dev.dirtybench.workloads.stat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogHistogramTest {
  @Test
  void smallNumbersAreExact() {
    LogHistogram histogram = new LogHistogram();
    for (int i = 0; i < 16; i++) {
      histogram.add(i);
    }
    assertEquals(16, histogram.count());
    assertEquals(120, histogram.sum());
    assertEquals(7.5, histogram.mean());
    assertEquals(0, histogram.quantile(0));
    assertEquals(7, histogram.quantile(0.5));
    assertEquals(15, histogram.quantile(1));
    assertEquals(15, histogram.max());
    assertEquals(0.25, histogram.shareBelow(4));
  }

  @Test
  void octavesGoFromTheFirstToTheLastThatHasNumbers() {
    LogHistogram histogram = new LogHistogram();
    histogram.add(0, 3);
    histogram.add(5);
    histogram.add(7);
    histogram.add(16);
    assertEquals(
        List.of(
            new LogHistogram.Octave(0, 3),
            new LogHistogram.Octave(1, 0),
            new LogHistogram.Octave(2, 0),
            new LogHistogram.Octave(4, 2),
            new LogHistogram.Octave(8, 0),
            new LogHistogram.Octave(16, 1)),
        histogram.octaves());
  }

  @Test
  void theLargestNumberHasAClass() {
    LogHistogram histogram = new LogHistogram();
    histogram.add(Long.MAX_VALUE);
    assertEquals(Long.MAX_VALUE, histogram.max());
    assertEquals(List.of(new LogHistogram.Octave(1L << 62, 1)), histogram.octaves());
  }

  @Test
  void anEmptyOneAnswersZero() {
    LogHistogram histogram = new LogHistogram();
    assertEquals(0, histogram.mean());
    assertEquals(0, histogram.quantile(0.5));
    assertEquals(List.of(), histogram.octaves());
    assertEquals(0, histogram.distance(new LogHistogram()));
  }

  @Test
  void aQuantileIsAtMostASixteenthTooSmall() {
    long seed = 11;
    Random random = new Random(seed);
    long[] numbers = new long[10_000];
    LogHistogram histogram = new LogHistogram();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = random.nextLong() >>> 1 + random.nextInt(62);
      histogram.add(numbers[i]);
    }
    Arrays.sort(numbers);
    for (double share : new double[] {0.01, 0.1, 0.5, 0.9, 0.999}) {
      long exact = numbers[(int) Math.ceil(share * numbers.length) - 1];
      long told = histogram.quantile(share);
      assertTrue(told <= exact && told >= exact - exact / 16.0, share + " seed " + seed);
    }
  }

  @Test
  void theDistanceIsTheLargestDifferenceOfTheSums() {
    LogHistogram a = new LogHistogram();
    LogHistogram b = new LogHistogram();
    a.add(1, 3);
    a.add(9, 1);
    b.add(1, 50);
    b.add(12, 50);
    assertEquals(0.5, a.distance(b), 1e-12);
    assertEquals(0.5, b.distance(a), 1e-12);
    assertEquals(0, a.distance(a));
    LogHistogram c = new LogHistogram();
    c.add(1000);
    assertEquals(1, a.distance(c));
  }
}
