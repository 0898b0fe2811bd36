package dev.dirtybench.benchmarks.run;

import dev.dirtybench.results.MeasuringPlan;
import java.time.Duration;

/**
 * How much is measured in each cell.
 *
 * @param rounds forks of each cell; 0 while a budget has not been cut into rounds
 * @param warmupIterations iterations that do not count
 * @param warmupMillis length of one
 * @param iterations that count; 0 while a budget has not been cut
 * @param iterationMillis length of one
 */
public record Effort(
    int rounds, int warmupIterations, int warmupMillis, int iterations, int iterationMillis) {
  /** What a fork takes beside its iterations, as long as nothing better is known. */
  private static final long USUAL_START_MILLIS = 700;

  private static final String MILLIS = " ms";

  /** The same iterations, in so many rounds. */
  Effort inRounds(int newRounds) {
    return new Effort(newRounds, warmupIterations, warmupMillis, iterations, iterationMillis);
  }

  /** The same rounds, with so many iterations. */
  Effort withIterations(int newIterations) {
    return new Effort(rounds, warmupIterations, warmupMillis, newIterations, iterationMillis);
  }

  /**
   * The same lengths, of which a budget is still to say how many.
   *
   * @return an effort of no rounds
   */
  public Effort unknown() {
    return new Effort(0, warmupIterations, warmupMillis, 0, iterationMillis);
  }

  /** Whether rounds and iterations are known. */
  boolean isKnown() {
    return rounds > 0;
  }

  /** What a fork should take, as long as nothing better is known. */
  Duration usualFork() {
    return Duration.ofMillis(
        USUAL_START_MILLIS
            + (long) warmupIterations * warmupMillis
            + (long) iterations * iterationMillis);
  }

  /** As it stands in the manifest. */
  MeasuringPlan plan() {
    return new MeasuringPlan(
        "avgt",
        rounds,
        warmupIterations,
        warmupMillis + MILLIS,
        iterations,
        iterationMillis + MILLIS);
  }

  /**
   * As it stands in the manifest of an earlier run.
   *
   * @param plan with times in milliseconds
   * @return the effort
   */
  public static Effort of(MeasuringPlan plan) {
    return new Effort(
        plan.forks(),
        plan.warmupIterations(),
        millis(plan.warmupTime()),
        plan.measurementIterations(),
        millis(plan.measurementTime()));
  }

  private static int millis(String time) {
    if (!time.matches("[0-9]{1,9}" + MILLIS)) {
      throw new IllegalArgumentException("expected a time such as 150 ms, got \"" + time + '"');
    }
    return Integer.parseInt(time.substring(0, time.length() - MILLIS.length()));
  }
}
