package dev.dirtybench.benchmarks.footprint;

import dev.dirtybench.benchmarks.pass.Cell;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.NativeFormat;
import java.io.PrintStream;
import org.openjdk.jol.info.GraphLayout;

/**
 * Weighs the bitmap that a trace leaves, compacted as for a rest.
 *
 * <p>The heap's share is what JOL reaches from the bitmap and does not reach from another, empty
 * bitmap of the backend: singletons, classes and cleaners that all bitmaps share do not count.
 */
public final class Scales {
  private final PrintStream out;

  /**
   * Scales that print each weight as a line.
   *
   * @param out takes the lines
   */
  public Scales(PrintStream out) {
    this.out = out;
  }

  /**
   * Weighs one cell.
   *
   * @param cell the subject
   * @param traceAsked the trace as it was asked for
   */
  public void weigh(Cell cell, String traceAsked) {
    try (Bitmap bitmap = cell.dirtied();
        Bitmap empty = emptyOne(cell.provider())) {
      long heap =
          GraphLayout.parseInstance(bitmap).subtract(GraphLayout.parseInstance(empty)).totalSize();
      long nativeBytes = bitmap instanceof NativeFormat format ? format.nativeBytes() : -1;
      out.println(
          new Weight(
                  traceAsked,
                  cell.granularity().toString(),
                  heap,
                  bitmap.offHeapBytes(),
                  bitmap.serializedBytes(),
                  nativeBytes)
              .toLine());
    }
  }

  private static Bitmap emptyOne(BitmapProvider provider) {
    return provider.create(1, dev.dirtybench.spi.Granularity.DEFAULT);
  }
}
