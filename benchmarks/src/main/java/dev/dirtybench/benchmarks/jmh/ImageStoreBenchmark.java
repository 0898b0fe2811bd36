package dev.dirtybench.benchmarks.jmh;

import dev.dirtybench.benchmarks.pass.Cell;
import dev.dirtybench.benchmarks.pass.ImageStorePass;
import dev.dirtybench.benchmarks.pass.Pass;
import org.openjdk.jmh.annotations.Benchmark;

/** What does it cost to store a bitmap in its image, safe from a crash at every moment? */
public class ImageStoreBenchmark extends TraceBenchmark {
  @Override
  protected Pass prepare(Cell cell) {
    return new ImageStorePass(cell);
  }

  /**
   * One pass.
   *
   * @return keeps the work alive
   */
  @Benchmark
  public long imageStore() {
    return pass.run();
  }
}
