package dev.dirtybench.benchmarks.jmh;

import dev.dirtybench.benchmarks.pass.Cell;
import dev.dirtybench.benchmarks.pass.ImageLoadPass;
import dev.dirtybench.benchmarks.pass.Pass;
import org.openjdk.jmh.annotations.Benchmark;

/** What does it cost to open an image for reading, with the bitmap in it? */
public class ImageLoadBenchmark extends TraceBenchmark {
  @Override
  protected Pass prepare(Cell cell) {
    return new ImageLoadPass(cell);
  }

  /**
   * One pass.
   *
   * @return keeps the work alive
   */
  @Benchmark
  public long imageLoad() {
    return pass.run();
  }
}
