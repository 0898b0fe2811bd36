package dev.dirtybench.workloads.generate;

import java.util.List;

/**
 * A generator with its settings, under a short name: what many runs measure with the same numbers.
 *
 * @param name for the catalog
 * @param spec the generator and its settings
 * @param summary what it is for, in one line
 */
public record NamedGenerator(String name, String spec, String summary) {
  private static final List<NamedGenerator> ALL =
      List.of(
          new NamedGenerator(
              "sparse-1e-4",
              "uniform:size=1T,operations=1678,length=64K,align=64K,seed=4",
              "generated: 0.01 % of 2^24 granules of 64K, one by one at random"),
          new NamedGenerator(
              "sparse-1e-5",
              "uniform:size=1T,operations=168,length=64K,align=64K,seed=5",
              "generated: 0.001 % of 2^24 granules of 64K, one by one at random"));

  /**
   * Every one, in the order of lists.
   *
   * @return unmodifiable
   */
  public static List<NamedGenerator> all() {
    return ALL;
  }
}
