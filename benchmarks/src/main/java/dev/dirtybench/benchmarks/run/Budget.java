package dev.dirtybench.benchmarks.run;

import dev.dirtybench.results.stats.VarianceParts;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * A time, and how it is cut into rounds and iterations.
 *
 * @param total all of it, checking and weighing included
 */
record Budget(Duration total) {
  /** Fewer iterations do not show whether a fork is steady. */
  static final int FEWEST_ITERATIONS = 3;

  private static final int MOST_ITERATIONS = 20;
  private static final int ENOUGH_ROUNDS = 8;
  private static final double CALIBRATING_SHARE = 0.15;
  private static final int CALIBRATING_FORKS = 3;
  private static final double RULER_SECONDS = 0.7;
  private static final double SPARE_SHARE = 0.03;

  /** What a run costs in seconds: one fork without its measured iterations, and one of those. */
  record Costs(double fork, double iteration) {
    double forkWith(int iterations) {
      return fork + iterations * iteration;
    }

    /** Those of a fork of one of several JVMs, each as likely. */
    static Costs mean(List<Costs> costs) {
      return new Costs(
          costs.stream().mapToDouble(Costs::fork).average().orElseThrow(),
          costs.stream().mapToDouble(Costs::iteration).average().orElseThrow());
    }
  }

  /** What a run is cut into. */
  record Cut(int rounds, int iterations) {}

  /** Forks of each calibrated cell. */
  static int calibratingForks() {
    return CALIBRATING_FORKS;
  }

  /** How many cells can be calibrated in a share of the time; none if even one takes too long. */
  static int calibratedCells(Duration left, Effort effort) {
    double forks = CALIBRATING_SHARE * seconds(left) / seconds(effort.usualFork());
    return (int) (forks / CALIBRATING_FORKS);
  }

  /**
   * The iterations that make the best use of the time in the middle one of some cells.
   *
   * @param parts of each calibrated cell
   * @param costs of forks and iterations
   * @return between 3 and 20
   */
  static int bestIterations(List<VarianceParts> parts, Costs costs) {
    int[] best =
        parts.stream().mapToInt(p -> p.bestIterations(costs.fork(), costs.iteration())).toArray();
    Arrays.sort(best);
    int middle = best.length == 0 ? FEWEST_ITERATIONS : best[(best.length - 1) / 2];
    return Math.max(FEWEST_ITERATIONS, Math.min(MOST_ITERATIONS, middle));
  }

  /**
   * Cuts what is left.
   *
   * @param left of the budget
   * @param cells to measure in each round
   * @param costs of forks and iterations
   * @param iterations that make the best use of the time
   * @return the cut; with fewer iterations than the best ones where these leave time for fewer than
   *     eight rounds, for the exact test needs seven
   * @throws IllegalArgumentException if not even one round fits
   */
  Cut cut(Duration left, int cells, Costs costs, int iterations) {
    int fewer = iterations;
    while (fewer > FEWEST_ITERATIONS && rounds(left, cells, costs, fewer) < ENOUGH_ROUNDS) {
      fewer--;
    }
    int rounds = rounds(left, cells, costs, fewer);
    if (rounds > 0) {
      return new Cut(rounds, fewer);
    }
    throw tooSmall(left, cells, costs.forkWith(FEWEST_ITERATIONS));
  }

  /** Refuses at once what cannot be, before anything is checked or calibrated. */
  void requireRoundOf(int cells, Effort effort) {
    double fork = seconds(effort.withIterations(FEWEST_ITERATIONS).usualFork());
    if (roundSeconds(cells, fork) > seconds(total)) {
      throw tooSmall(total, cells, fork);
    }
  }

  private static int rounds(Duration left, int cells, Costs costs, int iterations) {
    double time = (1 - SPARE_SHARE) * seconds(left) - RULER_SECONDS;
    return (int) Math.max(0, time / roundSeconds(cells, costs.forkWith(iterations)));
  }

  private static double roundSeconds(int cells, double forkSeconds) {
    return cells * forkSeconds + RULER_SECONDS;
  }

  private IllegalArgumentException tooSmall(Duration left, int cells, double forkSeconds) {
    double round = roundSeconds(cells, forkSeconds) + RULER_SECONDS;
    long needed = (long) Math.ceil((seconds(total) - seconds(left) + round) / (1 - SPARE_SHARE));
    // Calibrating takes its share of a budget that is as large as it must be.
    long minutes = (long) Math.ceil(needed / (1 - CALIBRATING_SHARE) / 60);
    int fitting = (int) Math.max(0, (seconds(left) - 2 * RULER_SECONDS) / forkSeconds);
    Duration spent = total.minus(left);
    String before =
        spent.toSeconds() == 0
            ? ""
            : "checking, weighing and calibrating took " + Progress.span(spent) + ", ";
    String fewer =
        fitting == 0
            ? ""
            : ", or choose at most " + fitting + " cells by --traces, --operations and --backends";
    return new IllegalArgumentException(
        String.format(
            "a budget of %s is too small: %sone round of %d cells takes about %s; give --budget"
                + " %dm%s",
            Progress.span(total),
            before,
            cells,
            Progress.span(Duration.ofMillis((long) (1000 * round))),
            minutes,
            fewer));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
