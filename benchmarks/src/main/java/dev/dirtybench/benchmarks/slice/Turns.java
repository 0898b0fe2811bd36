package dev.dirtybench.benchmarks.slice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * A pair of forks that take turns: each arm in a JVM of its own, with its own heap, code and
 * layout, timed in alternating slices, so that a machine that is slower for a second is so for
 * both.
 */
public final class Turns {
  private Turns() {}

  /**
   * What a pair gave.
   *
   * @param slices of both arms
   * @param digestA hash of what A leaves
   * @param digestB hash of what B leaves
   */
  public record Outcome(SliceOutcome slices, String digestA, String digestB) {}

  /**
   * Runs both forks to their end.
   *
   * @param plan of slices
   * @param a command that runs {@link TurnMain} with the one build
   * @param b command with the other one
   * @param aFirst which one is started, warmed up and rebuilt first
   * @param environment what is added to both forks'
   * @return what they gave
   * @throws IOException if a fork fails; the message has its last lines
   */
  public static Outcome run(
      SlicePlan plan,
      List<String> a,
      List<String> b,
      boolean aFirst,
      Map<String, String> environment)
      throws IOException {
    try (RemoteArm first = new RemoteArm(aFirst ? a : b, environment);
        RemoteArm second = new RemoteArm(aFirst ? b : a, environment)) {
      first.awaitReady();
      second.awaitReady();
      RemoteArm armA = aFirst ? first : second;
      RemoteArm armB = aFirst ? second : first;
      SliceOutcome slices = new SliceDuel(plan, List.of(armA), List.of(armB), aFirst).run();
      return new Outcome(slices, armA.digest(), armB.digest());
    } catch (UncheckedIOException e) {
      throw new IOException(e.getCause().getMessage(), e);
    }
  }
}
