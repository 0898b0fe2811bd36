package dev.dirtybench.benchmarks.jmh;

import dev.dirtybench.benchmarks.pass.Cell;
import dev.dirtybench.benchmarks.pass.MergePass;
import dev.dirtybench.benchmarks.pass.Pass;
import org.openjdk.jmh.annotations.Benchmark;

/** What does it cost to unite one bitmap with an empty one? */
public class MergeWholeBenchmark extends TraceBenchmark {
  @Override
  protected Pass prepare(Cell cell) {
    return new MergePass(cell, 1);
  }

  /**
   * One pass.
   *
   * @return keeps the work alive
   */
  @Benchmark
  public long mergeWhole() {
    return pass.run();
  }
}
