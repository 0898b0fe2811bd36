package dev.dirtybench.benchmarks.jmh;

import dev.dirtybench.benchmarks.pass.Cell;
import dev.dirtybench.benchmarks.pass.Pass;
import dev.dirtybench.benchmarks.pass.SerializePass;
import org.openjdk.jmh.annotations.Benchmark;

/** What does it cost to write a bitmap in the form that qcow2 stores? */
public class SerializeBenchmark extends TraceBenchmark {
  @Override
  protected Pass prepare(Cell cell) {
    return new SerializePass(cell);
  }

  /**
   * One pass.
   *
   * @return keeps the work alive
   */
  @Benchmark
  public long serialize() {
    return pass.run();
  }
}
