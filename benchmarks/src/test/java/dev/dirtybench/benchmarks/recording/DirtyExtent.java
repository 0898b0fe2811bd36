package dev.dirtybench.benchmarks.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.ExtentCursor;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.workloads.WriteTrace;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A dirty extent of a disk; lists of them are in order and without neighbours that touch.
 *
 * @param offset in bytes
 * @param length in bytes
 */
record DirtyExtent(long offset, long length) {
  private static final int TYPE_DIRTY = 1;

  /** What {@code nbdinfo --json --map} printed of a bitmap. */
  static List<DirtyExtent> ofQemu(InputStream json) throws IOException {
    List<DirtyExtent> dirty = new ArrayList<>();
    for (JsonNode extent : new ObjectMapper().readTree(json)) {
      if (extent.required("type").intValue() == TYPE_DIRTY) {
        long offset = extent.required("offset").longValue();
        dirty.add(new DirtyExtent(offset, extent.required("length").longValue()));
      }
    }
    return dirty;
  }

  /** What the trace leaves in a bitmap of the backend, set and scanned through the SPI. */
  static List<DirtyExtent> ofReplay(
      BitmapProvider backend, WriteTrace trace, Granularity granularity) {
    List<DirtyExtent> dirty = new ArrayList<>();
    try (Bitmap bitmap = backend.create(trace.deviceSize(), granularity)) {
      for (int i = 0; i < trace.size(); i++) {
        if (trace.operation(i).marks()) {
          bitmap.setDirty(trace.offset(i), trace.length(i));
        }
      }
      ExtentCursor cursor = new ExtentCursor();
      while (bitmap.nextExtent(cursor)) {
        dirty.add(new DirtyExtent(cursor.offset(), cursor.length()));
      }
    }
    return dirty;
  }
}
