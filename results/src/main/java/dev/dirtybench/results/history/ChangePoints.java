package dev.dirtybench.results.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.inference.TTest;

/**
 * Finds the changes of level in a series of scores.
 *
 * <p>E-divisive: the split that separates two stretches most, by the energy distance of their
 * values, is taken if Student's t between them is significant, and both sides are searched again.
 * Splits are first taken at a weak level, so that one change does not hide another, and weak ones
 * are then merged, the weakest first, until all that are left are strong and large enough. Sources:
 * Matteson and James, "A nonparametric approach for multiple change point analysis", JASA 109
 * (2014); Fleming et al., "Hunter: using change point detection to hunt for performance
 * regressions", ICPE 2023.
 */
public final class ChangePoints {
  /** Level that a change must have at last. */
  public static final double STRONG = 0.001;

  /** Level at which splits are taken first. */
  public static final double WEAK = 0.01;

  /** Smallest relative change of level that counts. */
  public static final double MAGNITUDE = 0.05;

  private static final int WINDOW = 50;

  /** Fewest values of a level. */
  static final int SHORTEST = 2;

  private ChangePoints() {}

  /**
   * The changes in a series, with the usual levels.
   *
   * @param values in order, finite and above 0
   * @return by index
   */
  public static List<ChangePoint> of(double[] values) {
    return of(values, STRONG, MAGNITUDE);
  }

  /**
   * The changes in a series.
   *
   * @param values in order, finite and above 0
   * @param strong level that a change must have
   * @param magnitude smallest relative change of level
   * @return by index
   */
  public static List<ChangePoint> of(double[] values, double strong, double magnitude) {
    for (double value : values) {
      if (!(value > 0) || Double.isInfinite(value)) {
        throw new IllegalArgumentException("expected finite scores above 0, found " + value);
      }
    }
    List<Integer> splits = weakSplits(values, Math.max(strong, WEAK));
    List<ChangePoint> points = points(values, splits);
    while (true) {
      int weakest = weakest(points, strong, magnitude);
      if (weakest < 0) {
        return List.copyOf(points);
      }
      splits.remove(weakest);
      points = points(values, splits);
    }
  }

  /** The place of the least significant change, or of one too small; -1 if all may stay. */
  private static int weakest(List<ChangePoint> points, double strong, double magnitude) {
    int weakest = -1;
    for (int i = 0; i < points.size(); i++) {
      boolean tooSmall = Math.abs(points.get(i).magnitude()) < magnitude;
      boolean tooWeak = points.get(i).p() > strong;
      if ((tooSmall || tooWeak) && (weakest < 0 || points.get(i).p() > points.get(weakest).p())) {
        weakest = i;
      }
    }
    return weakest;
  }

  /** Splits within windows that overlap by half, so that long series do not drown short steps. */
  private static List<Integer> weakSplits(double[] values, double level) {
    boolean[] split = new boolean[values.length];
    int start = 0;
    while (true) {
      int end = Math.min(values.length, start + WINDOW);
      search(values, start, end, level, split);
      if (end == values.length) {
        break;
      }
      start += WINDOW / 2;
    }
    List<Integer> splits = new ArrayList<>();
    for (int i = 0; i < split.length; i++) {
      if (split[i]) {
        splits.add(i);
      }
    }
    return splits;
  }

  private static void search(double[] values, int from, int to, double level, boolean[] split) {
    int best = bestSplit(values, from, to);
    if (best < 0 || p(values, from, best, to) > level) {
      return;
    }
    split[best] = true;
    search(values, from, best, level, split);
    search(values, best, to, level, split);
  }

  /** The split of the greatest energy distance; -1 where the stretch is too short for one. */
  private static int bestSplit(double[] values, int from, int to) {
    int best = -1;
    double greatest = 0;
    for (int split = from + SHORTEST; split <= to - SHORTEST; split++) {
      double distance = energy(values, from, split, to);
      if (distance > greatest) {
        greatest = distance;
        best = split;
      }
    }
    return best;
  }

  private static double energy(double[] values, int from, int split, int to) {
    double n = split - from;
    double m = to - split;
    double between = 0;
    for (int i = from; i < split; i++) {
      for (int j = split; j < to; j++) {
        between += Math.abs(values[i] - values[j]);
      }
    }
    double distance =
        2 * between / (n * m) - within(values, from, split) - within(values, split, to);
    return n * m / (n + m) * distance;
  }

  /** The mean distance of all pairs of a stretch. */
  private static double within(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      for (int j = i + 1; j < to; j++) {
        sum += Math.abs(values[i] - values[j]);
      }
    }
    double n = to - from;
    return 2 * sum / (n * (n - 1));
  }

  private static List<ChangePoint> points(double[] values, List<Integer> splits) {
    List<ChangePoint> points = new ArrayList<>();
    for (int i = 0; i < splits.size(); i++) {
      int from = i == 0 ? 0 : splits.get(i - 1);
      int split = splits.get(i);
      int to = i + 1 < splits.size() ? splits.get(i + 1) : values.length;
      points.add(
          new ChangePoint(
              split,
              p(values, from, split, to),
              mean(values, from, split),
              mean(values, split, to)));
    }
    return points;
  }

  private static double mean(double[] values, int from, int to) {
    return Arrays.stream(values, from, to).average().orElseThrow();
  }

  private static double p(double[] values, int from, int split, int to) {
    double[] left = Arrays.copyOfRange(values, from, split);
    double[] right = Arrays.copyOfRange(values, split, to);
    if (left.length < SHORTEST || right.length < SHORTEST) {
      return 1;
    }
    if (constant(left) && constant(right)) {
      return left[0] == right[0] ? 1 : 0;
    }
    return TTest.withDefaults().test(left, right).getPValue();
  }

  private static boolean constant(double[] values) {
    return Arrays.stream(values).allMatch(value -> value == values[0]);
  }
}
