package dev.dirtybench.benchmarks.jmh;

import dev.dirtybench.benchmarks.pass.Cell;
import dev.dirtybench.benchmarks.pass.NativeDeserializePass;
import dev.dirtybench.benchmarks.pass.Pass;
import org.openjdk.jmh.annotations.Benchmark;

/** What does it cost to load a bitmap from the backend's own form? */
public class NativeDeserializeBenchmark extends TraceBenchmark {
  @Override
  protected Pass prepare(Cell cell) {
    return new NativeDeserializePass(cell);
  }

  /**
   * One pass.
   *
   * @return keeps the work alive
   */
  @Benchmark
  public long nativeDeserialize() {
    return pass.run();
  }
}
