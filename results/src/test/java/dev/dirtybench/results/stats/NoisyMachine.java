package dev.dirtybench.results.stats;

import java.util.Arrays;
import java.util.Random;

/**
 * Forks on a noisy machine, simulated: each has its own luck with the compiler and layout, its
 * iterations vary, the machine drifts from fork to fork, and some forks meet a busy neighbour.
 */
final class NoisyMachine {
  private static final double FORK = 0.02;
  private static final double ITERATION = 0.01;
  private static final double DRIFT = 0.06;
  private static final double CORRELATION = 0.9;
  private static final double DISTURBED = 0.05;
  private static final double DISTURBANCE = 0.10;
  private static final int ITERATIONS = 5;

  private final Random random;
  private double drift;

  NoisyMachine(long seed) {
    random = new Random(seed);
    drift = DRIFT * random.nextGaussian();
  }

  /** The log score of the next fork. */
  double fork(double effect) {
    drift =
        CORRELATION * drift
            + DRIFT * Math.sqrt(1 - CORRELATION * CORRELATION) * random.nextGaussian();
    double fork = effect + drift + FORK * random.nextGaussian();
    if (random.nextDouble() < DISTURBED) {
      fork += -DISTURBANCE * Math.log(1 - random.nextDouble());
    }
    double[] iterations = new double[ITERATIONS];
    for (int i = 0; i < ITERATIONS; i++) {
      iterations[i] = fork + ITERATION * random.nextGaussian();
    }
    Arrays.sort(iterations);
    return iterations[ITERATIONS / 2];
  }

  /** Differences of pairs that are measured A B, B A, A B and so on. */
  double[] pairs(int count, double effect) {
    double[] differences = new double[count];
    for (int i = 0; i < count; i++) {
      if (i % 2 == 0) {
        double a = fork(0);
        differences[i] = fork(effect) - a;
      } else {
        double b = fork(effect);
        differences[i] = b - fork(0);
      }
    }
    return differences;
  }
}
