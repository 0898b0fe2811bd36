package dev.dirtybench.results;

import java.util.Arrays;
import java.util.List;

/**
 * Raw values of one metric, by fork and iteration, in the order in which they were measured.
 *
 * <p>Immutable; every fork has at least one value. Values may be NaN or infinite, as JMH's are.
 */
public final class Samples {
  private final double[][] forks;

  /**
   * Copies values.
   *
   * @param forks one array for each fork, one value for each iteration
   * @throws IllegalArgumentException if there is no fork or one without values
   */
  public Samples(List<double[]> forks) {
    this.forks = forks.stream().map(double[]::clone).toArray(double[][]::new);
    if (this.forks.length == 0) {
      throw new IllegalArgumentException("samples must have at least one fork, got none");
    }
    for (int fork = 0; fork < this.forks.length; fork++) {
      if (this.forks[fork].length == 0) {
        throw new IllegalArgumentException(
            "every fork must have at least one value, fork " + (fork + 1) + " has none");
      }
    }
  }

  /**
   * How many forks there are.
   *
   * @return 1 or more
   */
  public int forkCount() {
    return forks.length;
  }

  /**
   * The values of one fork.
   *
   * @param fork index from 0
   * @return a copy, one value for each iteration
   */
  public double[] fork(int fork) {
    return forks[fork].clone();
  }

  /**
   * Whether every value is a number.
   *
   * @return false if one is NaN or infinite
   */
  public boolean allFinite() {
    return Arrays.stream(forks).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Samples that && Arrays.deepEquals(forks, that.forks);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(forks);
  }

  @Override
  public String toString() {
    return Arrays.deepToString(forks);
  }
}
