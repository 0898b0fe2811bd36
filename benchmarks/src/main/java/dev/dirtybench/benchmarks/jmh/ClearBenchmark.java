package dev.dirtybench.benchmarks.jmh;

import dev.dirtybench.benchmarks.pass.Cell;
import dev.dirtybench.benchmarks.pass.ClearPass;
import dev.dirtybench.benchmarks.pass.Pass;
import org.openjdk.jmh.annotations.Benchmark;

/** What does it cost to take marks back, range by range? */
public class ClearBenchmark extends TraceBenchmark {
  @Override
  protected Pass prepare(Cell cell) {
    return new ClearPass(cell);
  }

  /**
   * One pass.
   *
   * @return keeps the work alive
   */
  @Benchmark
  public long clear() {
    return pass.run();
  }
}
