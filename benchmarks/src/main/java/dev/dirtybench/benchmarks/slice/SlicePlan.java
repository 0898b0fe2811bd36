package dev.dirtybench.benchmarks.slice;

import java.util.List;

/**
 * How one JVM compares two builds.
 *
 * @param warmupMillis for each copy of each build, before anything counts
 * @param blocks in each of which the state is new
 * @param quads A B B A in each block
 * @param sliceMicros time of a slice
 * @param copies of each build, each loaded and compiled on its own
 */
public record SlicePlan(int warmupMillis, int blocks, int quads, int sliceMicros, int copies) {
  /** About a second of work for a fork. */
  public static final SlicePlan USUAL = new SlicePlan(100, 10, 8, 1000, 1);

  /** Checks that all are positive. */
  public SlicePlan {
    if (warmupMillis < 1 || blocks < 1 || quads < 1 || sliceMicros < 1 || copies < 1) {
      throw new IllegalArgumentException(
          "expected positive numbers, found "
              + List.of(warmupMillis, blocks, quads, sliceMicros, copies));
    }
  }

  /**
   * As words for the other JVM.
   *
   * @return what {@link #parse} reads
   */
  public String text() {
    return warmupMillis + "," + blocks + "," + quads + "," + sliceMicros + "," + copies;
  }

  /**
   * Reads {@link #text()}.
   *
   * @param text five numbers
   * @return the plan
   */
  public static SlicePlan parse(String text) {
    String[] words = text.split(",");
    if (words.length != 5) {
      throw new IllegalArgumentException(
          "expected five numbers with commas, found \"" + text + '"');
    }
    return new SlicePlan(
        Integer.parseInt(words[0]),
        Integer.parseInt(words[1]),
        Integer.parseInt(words[2]),
        Integer.parseInt(words[3]),
        Integer.parseInt(words[4]));
  }
}
