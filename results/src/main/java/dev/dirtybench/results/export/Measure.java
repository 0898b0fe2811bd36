package dev.dirtybench.results.export;

import dev.dirtybench.results.stats.Moments;
import java.util.Arrays;

/**
 * One measured quantity of a benchmark.
 *
 * @param slug its name for tools that ask for one, such as {@code latency}
 * @param unit such as {@code ns/op}
 * @param lowerIsBetter whether a smaller value is better
 * @param exact whether it is counted, so that it has no noise
 * @param forks one finite value for each JVM, at least one
 */
record Measure(String slug, String unit, boolean lowerIsBetter, boolean exact, double[] forks) {
  Measure {
    if (forks.length == 0 || !Arrays.stream(forks).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "expected finite values of one fork or more, found " + Arrays.toString(forks));
    }
  }

  double median() {
    return Moments.median(forks);
  }

  double lowest() {
    return Arrays.stream(forks).min().orElseThrow();
  }

  double highest() {
    return Arrays.stream(forks).max().orElseThrow();
  }
}
