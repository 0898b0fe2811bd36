package dev.dirtybench.results.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
   * Adjusted p-values of tests that come in families: a family is looked into only if its tests
   * together speak against "none of them", and then at a level that the share of such families
   * scales. Rejecting those at most q keeps the expected share of false rejections, on average over
   * the families looked into, at q. Sources: Simes, Biometrika 73 (1986), for the family; Benjamini
   * and Bogomolov, J. R. Statist. Soc. B 76 (2014), for the scaling.
   *
   * @param p values 0 to 1
   * @param families of each test, by name, as many
   * @param q the level; families are chosen at it
   * @return adjusted, in the same order; 1 for all tests of a family that was not chosen
   */
  public static double[] inFamilies(double[] p, List<String> families, double q) {
    Map<String, List<Integer>> members = new LinkedHashMap<>();
    for (int i = 0; i < p.length; i++) {
      members.computeIfAbsent(families.get(i), name -> new ArrayList<>()).add(i);
    }
    List<double[]> within = new ArrayList<>();
    double[] simes = new double[members.size()];
    for (List<Integer> family : members.values()) {
      double[] adjusted = benjaminiHochberg(family.stream().mapToDouble(test -> p[test]).toArray());
      simes[within.size()] = Arrays.stream(adjusted).min().orElseThrow();
      within.add(adjusted);
    }
    double[] ofFamilies = benjaminiHochberg(simes);
    double chosen = Arrays.stream(ofFamilies).filter(value -> value <= q).count();
    double[] result = new double[p.length];
    int family = 0;
    for (List<Integer> tests : members.values()) {
      for (int i = 0; i < tests.size(); i++) {
        double scaled = within.get(family)[i] * members.size() / Math.max(1, chosen);
        result[tests.get(i)] = ofFamilies[family] <= q ? Math.min(1, scaled) : 1;
      }
      family++;
    }
    return result;
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
