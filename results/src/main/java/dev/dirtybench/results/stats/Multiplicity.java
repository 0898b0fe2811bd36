package dev.dirtybench.results.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Corrections of p-values for having made many tests. */
public final class Multiplicity {
  private Multiplicity() {}

  /**
   * Benjamini and Hochberg's adjusted p-values: rejecting those at most q keeps the expected share
   * of false rejections at q. Source: J. R. Statist. Soc. B 57 (1995).
   *
   * @param p values 0 to 1
   * @return adjusted, in the same order
   */
  public static double[] benjaminiHochberg(double[] p) {
    int[] order = ascending(p);
    double[] adjusted = new double[p.length];
    double smallest = 1;
    for (int i = p.length - 1; i >= 0; i--) {
      smallest = Math.min(smallest, p[order[i]] * p.length / (i + 1));
      adjusted[order[i]] = smallest;
    }
    return adjusted;
  }

  /**
   * Holm's adjusted p-values: rejecting those at most alpha keeps the chance of any false rejection
   * at alpha. Source: Scand. J. Statist. 6 (1979).
   *
   * @param p values 0 to 1
   * @return adjusted, in the same order
   */
  public static double[] holm(double[] p) {
    int[] order = ascending(p);
    double[] adjusted = new double[p.length];
    double largest = 0;
    for (int i = 0; i < p.length; i++) {
      largest = Math.max(largest, Math.min(1, p[order[i]] * (p.length - i)));
      adjusted[order[i]] = largest;
    }
    return adjusted;
  }

  /**
   * The fewest pairs with which the exact test can reject at all: its p-values are never below
   * 2^-pairs.
   *
   * @param tests how many are made, 1 or more
   * @param level after correction, such as 0.05
   * @return pairs
   */
  public static int fewestPairs(int tests, double level) {
    return (int) Math.ceil(Math.log(tests / level) / Math.log(2) - 1e-12);
  }

  private static int[] ascending(double[] p) {
    return IntStream.range(0, p.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> p[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
