package dev.dirtybench.results;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Raw values of one metric, by fork and iteration, in the order in which they were measured.
 *
 * <p>Immutable. Values may be NaN or infinite, as JMH's are. A profiler's metric may lack values:
 * JMH leaves out the iterations in which the profiler had nothing to say.
 */
public final class Samples {
  private final double[][] forks;

  /**
   * Copies values.
   *
   * @param forks one array for each fork, one value for each iteration
   */
  public Samples(List<double[]> forks) {
    this.forks = forks.stream().map(double[]::clone).toArray(double[][]::new);
  }

  /**
   * How many forks there are.
   *
   * @return 0 or more
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
   * All values, fork after fork.
   *
   * @return the values
   */
  public DoubleStream values() {
    return Arrays.stream(forks).flatMapToDouble(Arrays::stream);
  }

  /**
   * Whether something is missing.
   *
   * @return true if there is no fork, or one without values
   */
  public boolean hasEmptyFork() {
    return forks.length == 0 || Arrays.stream(forks).anyMatch(fork -> fork.length == 0);
  }

  /**
   * Whether these samples begin with others, fork by fork, and hold more forks.
   *
   * @param earlier the others
   * @return true if they do
   */
  boolean goesOnFrom(Samples earlier) {
    return forks.length > earlier.forks.length
        && Arrays.deepEquals(Arrays.copyOf(forks, earlier.forks.length), earlier.forks);
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
