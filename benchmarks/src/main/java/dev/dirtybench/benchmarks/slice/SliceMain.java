package dev.dirtybench.benchmarks.slice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One fork of a comparison in slices; prints a line of numbers for each block.
 *
 * <p>Arguments: the plan; which arm is loaded first, {@code A} or {@code B}; the class paths of A
 * and B; backend of A; backend of B; operation; trace; granularity; slowdown of B; the seed of
 * where states lie.
 */
public final class SliceMain {
  /** What the lines of results start with. */
  public static final String MARK = "block";

  private static final int ARGUMENTS = 11;

  private SliceMain() {}

  /**
   * Runs the fork.
   *
   * @param arguments as above
   * @throws IOException if a build cannot be loaded or its cell prepared
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != ARGUMENTS) {
      throw new IllegalArgumentException(
          "expected " + ARGUMENTS + " arguments, found " + Arrays.toString(arguments));
    }
    SlicePlan plan = SlicePlan.parse(arguments[0]);
    boolean aFirst = arguments[1].equals("A");
    long seed = Long.parseLong(arguments[10]);
    List<String> cellA = cell(arguments, arguments[4], "0", seed);
    List<String> cellB = cell(arguments, arguments[5], arguments[9], seed + 1);
    List<SliceArm> a = new ArrayList<>();
    List<SliceArm> b = new ArrayList<>();
    for (int copy = 0; copy < plan.copies(); copy++) {
      if (aFirst == (copy % 2 == 0)) {
        a.add(new SliceArm(arguments[2], cellA));
        b.add(new SliceArm(arguments[3], cellB));
      } else {
        b.add(new SliceArm(arguments[3], cellB));
        a.add(new SliceArm(arguments[2], cellA));
      }
    }
    SliceOutcome outcome = new SliceDuel(plan, a, b, aFirst).run();
    for (int block = 0; block < plan.blocks(); block++) {
      System.out.printf(
          Locale.ROOT,
          "%s %.9f %.3f %.3f%n",
          MARK,
          outcome.logRatios()[block],
          outcome.nanosA()[block],
          outcome.nanosB()[block]);
    }
    System.out.println("digests " + digests(a) + " " + digests(b));
    for (SliceArm arm : a) {
      arm.close();
    }
    for (SliceArm arm : b) {
      arm.close();
    }
  }

  private static List<String> cell(String[] arguments, String backend, String slowdown, long seed) {
    return List.of(
        arguments[6], backend, arguments[7], arguments[8], slowdown, Long.toString(seed));
  }

  /** What each copy of a build leaves, so that arms with different results are never compared. */
  private static String digests(List<SliceArm> arms) {
    return arms.stream().map(SliceArm::digest).distinct().collect(Collectors.joining("/"));
  }
}
