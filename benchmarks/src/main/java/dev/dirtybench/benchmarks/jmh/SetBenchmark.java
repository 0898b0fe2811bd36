package dev.dirtybench.benchmarks.jmh;

import dev.dirtybench.benchmarks.pass.Cell;
import dev.dirtybench.benchmarks.pass.Pass;
import dev.dirtybench.benchmarks.pass.SetPass;
import org.openjdk.jmh.annotations.Benchmark;

/** What does it cost to mark a real machine's writes, one after another? */
public class SetBenchmark extends TraceBenchmark {
  @Override
  protected Pass prepare(Cell cell) {
    return new SetPass(cell);
  }

  /**
   * One pass.
   *
   * @return keeps the work alive
   */
  @Benchmark
  public long set() {
    return pass.run();
  }
}
