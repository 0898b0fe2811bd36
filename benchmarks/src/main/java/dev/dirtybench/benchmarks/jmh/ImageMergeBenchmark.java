package dev.dirtybench.benchmarks.jmh;

import dev.dirtybench.benchmarks.pass.Cell;
import dev.dirtybench.benchmarks.pass.ImageMergePass;
import dev.dirtybench.benchmarks.pass.Pass;
import org.openjdk.jmh.annotations.Benchmark;

/** What does it cost to merge one stored bitmap into another, from the file to the file? */
public class ImageMergeBenchmark extends TraceBenchmark {
  @Override
  protected Pass prepare(Cell cell) {
    return new ImageMergePass(cell);
  }

  /**
   * One pass.
   *
   * @return keeps the work alive
   */
  @Benchmark
  public long imageMerge() {
    return pass.run();
  }
}
