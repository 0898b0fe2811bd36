package dev.dirtybench.benchmarks.pass;

import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.catalog.Traces;
import java.io.IOException;

/**
 * The subject of a pass: a backend, a trace and a granularity.
 *
 * @param provider creates the backend's bitmaps
 * @param trace the decoded writes
 * @param granularity bytes per bit
 */
public record Cell(BitmapProvider provider, WriteTrace trace, Granularity granularity) {
  /**
   * Looks a cell up by the names that a benchmark's parameters carry.
   *
   * @param backend name of a backend on the class path
   * @param trace a bundled trace, a file or a generator, as {@link Traces#open} takes it
   * @param granularity such as {@code 64K}
   * @return the cell, its trace decoded
   * @throws IOException if the trace cannot be read
   */
  public static Cell open(String backend, String trace, String granularity) throws IOException {
    return new Cell(
        Backends.load().require(backend), Traces.open(trace), Granularity.parse(granularity));
  }

  /**
   * An empty bitmap for this trace's disk.
   *
   * @return owned by the caller
   */
  public Bitmap newBitmap() {
    return provider.create(trace.deviceSize(), granularity);
  }

  /**
   * The bitmap that the trace leaves.
   *
   * @return owned by the caller
   */
  public Bitmap dirtied() {
    return dirtiedBy(trace);
  }

  /**
   * The bitmap that a part of the trace leaves, at rest: compacted where the backend can.
   *
   * @param part a window of the trace
   * @return owned by the caller
   */
  Bitmap dirtiedBy(WriteTrace part) {
    Bitmap bitmap = newBitmap();
    for (int i = 0; i < part.size(); i++) {
      if (part.operation(i).marks()) {
        bitmap.setDirty(part.offset(i), part.length(i));
      }
    }
    bitmap.compact();
    return bitmap;
  }
}
