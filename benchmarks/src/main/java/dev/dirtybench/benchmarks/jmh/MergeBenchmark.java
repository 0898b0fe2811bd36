package dev.dirtybench.benchmarks.jmh;

import dev.dirtybench.benchmarks.pass.Cell;
import dev.dirtybench.benchmarks.pass.MergePass;
import dev.dirtybench.benchmarks.pass.Pass;
import org.openjdk.jmh.annotations.Benchmark;

/** What does it cost to unite a chain of checkpoints' bitmaps? */
public class MergeBenchmark extends TraceBenchmark {
  @Override
  protected Pass prepare(Cell cell) {
    return new MergePass(cell, MergePass.CHAIN);
  }

  /**
   * One pass.
   *
   * @return keeps the work alive
   */
  @Benchmark
  public long merge() {
    return pass.run();
  }
}
