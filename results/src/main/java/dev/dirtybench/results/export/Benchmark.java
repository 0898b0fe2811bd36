package dev.dirtybench.results.export;

import java.util.List;

/**
 * One benchmark with its parameters.
 *
 * @param name as {@link BenchmarkNames} makes it
 * @param iterations measured in each fork
 * @param measures the first is what it was made for
 */
record Benchmark(String name, int[] iterations, List<Measure> measures) {
  Benchmark {
    measures = List.copyOf(measures);
  }
}
