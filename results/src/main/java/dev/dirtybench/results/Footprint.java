package dev.dirtybench.results;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one backend's bitmap of one trace takes, in bytes.
 *
 * @param backend name of the backend
 * @param trace name of the trace
 * @param granularity bytes per bit as {@code 64K}
 * @param heapBytes Java heap kept alive by the bitmap, 0 or more
 * @param offHeapBytes memory outside the heap, by the backend's own accounting, 0 or more
 * @param serializedBytes size of the common serialised form, 0 or more
 * @param nativeBytes size of the backend's own serialised form, {@link #NONE} where it has none
 */
public record Footprint(
    String backend,
    String trace,
    String granularity,
    long heapBytes,
    long offHeapBytes,
    long serializedBytes,
    long nativeBytes) {

  /** The backend has no native form. */
  public static final long NONE = -1;

  /** The operation, and benchmark, of a footprint's {@link #key()}. */
  public static final String OPERATION = "footprint";

  /** Checks the ranges and the names, as {@link CellKey} does. */
  public Footprint {
    if (heapBytes < 0 || offHeapBytes < 0 || serializedBytes < 0 || nativeBytes < NONE) {
      throw new IllegalArgumentException(
          String.format(
              "footprint must be 0 bytes or more (native: -1 for none), got heap %d, off-heap %d,"
                  + " serialised %d, native %d (%s, %s)",
              heapBytes, offHeapBytes, serializedBytes, nativeBytes, backend, trace));
    }
    key(backend, trace, granularity);
  }

  /**
   * The key under which a footprint of these parts is scheduled, skipped or failed.
   *
   * @param backend name of the backend
   * @param trace name of the trace
   * @param granularity bytes per bit as {@code 64K}
   * @return a cell of operation {@link #OPERATION}
   */
  public static CellKey key(String backend, String trace, String granularity) {
    return new CellKey(OPERATION, OPERATION, backend, trace, granularity);
  }

  /**
   * The cell that this footprint fills.
   *
   * @return a cell of operation {@link #OPERATION}
   */
  public CellKey key() {
    return key(backend, trace, granularity);
  }

  /**
   * Memory in use: heap and off-heap together.
   *
   * @return bytes
   */
  public long memoryBytes() {
    return heapBytes + offHeapBytes;
  }

  /** The bytes by the names that the CSV files use; without the native form where there is none. */
  Map<String, Long> byMetric() {
    Map<String, Long> metrics = new LinkedHashMap<>();
    metrics.put("heap_bytes", heapBytes);
    metrics.put("off_heap_bytes", offHeapBytes);
    metrics.put("serialized_bytes", serializedBytes);
    if (nativeBytes != NONE) {
      metrics.put("native_bytes", nativeBytes);
    }
    return metrics;
  }
}
