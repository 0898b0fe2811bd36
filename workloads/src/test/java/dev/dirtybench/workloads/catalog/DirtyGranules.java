package dev.dirtybench.workloads.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.WriteTrace;
import java.io.IOException;
import java.io.InputStream;
import java.util.BitSet;
import java.util.zip.GZIPInputStream;

/** Dirty granules as plainly as they can be had: of a replayed trace, and of QEMU's own bitmap. */
public final class DirtyGranules {
  private static final int TYPE_DIRTY = 1;

  private DirtyGranules() {}

  public static BitSet ofTrace(WriteTrace trace, int granularity) {
    BitSet dirty = new BitSet();
    for (int i = 0; i < trace.size(); i++) {
      if (trace.operation(i) != TraceOperation.FLUSH) {
        long last = trace.offset(i) + trace.length(i) - 1;
        dirty.set(
            Math.toIntExact(trace.offset(i) / granularity),
            Math.toIntExact(last / granularity + 1));
      }
    }
    return dirty;
  }

  /** Reads what {@code nbdinfo --json --map} wrote of a bitmap; checks that it covers the disk. */
  public static BitSet ofQemu(InputStream gzip, int granularity, long deviceSize)
      throws IOException {
    BitSet dirty = new BitSet();
    long end = 0;
    try (InputStream json = new GZIPInputStream(gzip)) {
      for (JsonNode extent : new ObjectMapper().readTree(json)) {
        long offset = extent.required("offset").longValue();
        if (offset != end) {
          throw new IOException("expected an extent at " + end + ", found " + offset);
        }
        end = offset + extent.required("length").longValue();
        if (extent.required("type").intValue() == TYPE_DIRTY) {
          dirty.set(
              Math.toIntExact(offset / granularity), Math.toIntExact((end - 1) / granularity + 1));
        }
      }
    }
    if (end != deviceSize) {
      throw new IOException("expected extents up to " + deviceSize + ", found " + end);
    }
    return dirty;
  }
}
