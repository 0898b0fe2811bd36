package dev.dirtybench.benchmarks.jmh;

import dev.dirtybench.benchmarks.pass.Cell;
import dev.dirtybench.benchmarks.pass.Pass;
import dev.dirtybench.benchmarks.pass.ScanExtentsPass;
import org.openjdk.jmh.annotations.Benchmark;

/** What does it cost to find every dirty extent? */
public class ScanExtentsBenchmark extends TraceBenchmark {
  @Override
  protected Pass prepare(Cell cell) {
    return new ScanExtentsPass(cell);
  }

  /**
   * One pass.
   *
   * @return keeps the work alive
   */
  @Benchmark
  public long scanExtents() {
    return pass.run();
  }
}
