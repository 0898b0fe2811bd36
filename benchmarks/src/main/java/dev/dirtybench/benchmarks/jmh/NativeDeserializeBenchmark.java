package dev.dirtybench.benchmarks.jmh;

import dev.dirtybench.benchmarks.pass.Cell;
import dev.dirtybench.benchmarks.pass.NativeDeserializePass;
import dev.dirtybench.benchmarks.pass.Operation;
import dev.dirtybench.benchmarks.pass.Pass;
import dev.dirtybench.spi.Capability;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;

/** What does it cost to load a bitmap from the backend's own form? */
public class NativeDeserializeBenchmark extends TraceBenchmark {
  @Override
  protected Pass prepare(Cell cell) {
    return new NativeDeserializePass(cell);
  }

  @Override
  protected Set<Capability> needs() {
    return Operation.NATIVE_DESERIALIZE.needs();
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
