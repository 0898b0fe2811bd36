package dev.dirtybench.benchmarks.jmh;

import dev.dirtybench.benchmarks.pass.Cell;
import dev.dirtybench.benchmarks.pass.NativeSerializePass;
import dev.dirtybench.benchmarks.pass.Operation;
import dev.dirtybench.benchmarks.pass.Pass;
import dev.dirtybench.spi.Capability;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;

/** What does it cost to write a bitmap in the backend's own form? */
public class NativeSerializeBenchmark extends TraceBenchmark {
  @Override
  protected Pass prepare(Cell cell) {
    return new NativeSerializePass(cell);
  }

  @Override
  protected Set<Capability> needs() {
    return Operation.NATIVE_SERIALIZE.needs();
  }

  /**
   * One pass.
   *
   * @return keeps the work alive
   */
  @Benchmark
  public long nativeSerialize() {
    return pass.run();
  }
}
