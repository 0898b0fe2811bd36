package dev.dirtybench.results.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChangePointsTest {
  private static final long SEED = 20261122;

  private static double[] noisy(Random random, double deviation, double... levels) {
    double[] values = new double[levels.length * 20];
    Arrays.setAll(values, i -> levels[i / 20] * (1 + deviation * random.nextGaussian()));
    return values;
  }

  @Test
  void findsAStepAtItsPlace() {
    List<ChangePoint> points = ChangePoints.of(noisy(new Random(SEED), 0.02, 100, 115));
    assertEquals(1, points.size());
    assertEquals(20, points.get(0).index(), 1);
    assertEquals(0.15, points.get(0).magnitude(), 0.02);
  }

  @Test
  void findsEveryStepOfALongSeries() {
    double[] values = noisy(new Random(SEED), 0.02, 100, 120, 120, 120, 90, 90, 100);
    List<Integer> places = ChangePoints.of(values).stream().map(ChangePoint::index).toList();
    assertEquals(3, places.size(), places.toString());
    assertEquals(20, places.get(0), 1);
    assertEquals(80, places.get(1), 1);
    assertEquals(120, places.get(2), 1);
  }

  @Test
  void aLevelSeriesHasHardlyEverAChange() {
    int found = 0;
    Random random = new Random(SEED);
    for (int trial = 0; trial < 500; trial++) {
      found += ChangePoints.of(noisy(random, 0.03, 100, 100, 100)).isEmpty() ? 0 : 1;
    }
    assertTrue(found <= 5, "series with a change " + found + " of 500");
  }

  @Test
  void aStepOfTenPercentIsNearlyAlwaysFound() {
    int found = 0;
    Random random = new Random(SEED);
    for (int trial = 0; trial < 500; trial++) {
      List<ChangePoint> points = ChangePoints.of(noisy(random, 0.03, 100, 110));
      found += points.stream().anyMatch(p -> Math.abs(p.index() - 20) <= 2) ? 1 : 0;
    }
    assertTrue(found >= 475, "found " + found + " of 500");
  }

  @Test
  void aSmallStepIsNoChangeHoweverClear() {
    assertTrue(ChangePoints.of(noisy(new Random(SEED), 0.001, 100, 103)).isEmpty());
    assertEquals(1, ChangePoints.of(noisy(new Random(SEED), 0.001, 100, 103), 0.001, 0.01).size());
  }

  @Test
  void exactCountsChangeWithoutAnyNoise() {
    List<ChangePoint> points = ChangePoints.of(new double[] {64, 64, 64, 80, 80, 80});
    assertEquals(List.of(new ChangePoint(3, 0, 64, 80)), points);
  }

  @Test
  void shortSeriesHaveNone() {
    assertTrue(ChangePoints.of(new double[0]).isEmpty());
    assertTrue(ChangePoints.of(new double[] {1}).isEmpty());
    assertTrue(ChangePoints.of(new double[] {1, 2, 3}).isEmpty());
  }

  @Test
  void refusesWhatIsNoScore() {
    assertThrows(
        IllegalArgumentException.class, () -> ChangePoints.of(new double[] {1, Double.NaN}));
    assertThrows(IllegalArgumentException.class, () -> ChangePoints.of(new double[] {1, 0}));
  }
}
