package dev.dirtybench.benchmarks.jmh;

import dev.dirtybench.benchmarks.pass.Cell;
import dev.dirtybench.benchmarks.pass.DeserializePass;
import dev.dirtybench.benchmarks.pass.Pass;
import org.openjdk.jmh.annotations.Benchmark;

/** What does it cost to load a bitmap from the form that qcow2 stores? */
public class DeserializeBenchmark extends TraceBenchmark {
  @Override
  protected Pass prepare(Cell cell) {
    return new DeserializePass(cell);
  }

  /**
   * One pass.
   *
   * @return keeps the work alive
   */
  @Benchmark
  public long deserialize() {
    return pass.run();
  }
}
