package dev.dirtybench.benchmarks.jmh;

import dev.dirtybench.benchmarks.pass.Cell;
import dev.dirtybench.benchmarks.pass.CyclePass;
import dev.dirtybench.benchmarks.pass.Pass;
import dev.dirtybench.benchmarks.pass.Windows;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** What does an incremental backup's whole cycle cost the bitmaps, from its writes to its store? */
public class CycleBenchmark extends TraceBenchmark {
  /** How the trace is cut into the intervals between backups, as {@link Windows} reads it. */
  @Param("8")
  public String windows;

  @Override
  protected Pass prepare(Cell cell) {
    return new CyclePass(cell.with(Windows.parse(windows)));
  }

  /**
   * One pass.
   *
   * @return keeps the work alive
   */
  @Benchmark
  public long cycle() {
    return pass.run();
  }
}
