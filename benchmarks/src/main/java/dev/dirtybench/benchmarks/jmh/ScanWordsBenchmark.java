package dev.dirtybench.benchmarks.jmh;

import dev.dirtybench.benchmarks.pass.Cell;
import dev.dirtybench.benchmarks.pass.Pass;
import dev.dirtybench.benchmarks.pass.ScanWordsPass;
import org.openjdk.jmh.annotations.Benchmark;

/** What does it cost to read every non-zero word? */
public class ScanWordsBenchmark extends TraceBenchmark {
  @Override
  protected Pass prepare(Cell cell) {
    return new ScanWordsPass(cell);
  }

  /**
   * One pass.
   *
   * @return keeps the work alive
   */
  @Benchmark
  public long scanWords() {
    return pass.run();
  }
}
