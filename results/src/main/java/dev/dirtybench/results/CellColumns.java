package dev.dirtybench.results;

import java.util.HashMap;
import java.util.Map;

/** The columns that name a cell, the same in {@code tidy.csv} and {@code summary.csv}. */
final class CellColumns {
  private final String runId;
  private final Manifest manifest;

  CellColumns(String runId, Manifest manifest) {
    this.runId = runId;
    this.manifest = manifest;
  }

  /** A new row that holds what is known of the cell alone. */
  Map<String, Object> of(CellKey key) {
    Map<String, Object> row = new HashMap<>();
    row.put("run_id", runId);
    row.put("git_sha", manifest.git().sha());
    row.put("cell_id", key.id());
    row.put("suite", key.benchmark());
    row.put("op", key.operation());
    row.put("backend", key.backend());
    row.put("trace", key.trace());
    row.put("granularity", key.granularity());
    row.put("parameters", key.parameters());
    if (!key.operation().equals(Footprint.OPERATION)) {
      row.put("pollution", key.pollution());
    }
    row.put("gc", manifest.jdk().gc());
    manifest.backends().stream()
        .filter(backend -> backend.name().equals(key.backend()))
        .findFirst()
        .ifPresent(backend -> row.put("backend_version", backend.version()));
    manifest.traces().stream()
        .filter(trace -> trace.name().equals(key.trace()))
        .findFirst()
        .ifPresent(
            trace -> {
              row.put("size_bits", sizeBits(trace.deviceSize(), key));
              row.put("density", trace.density().get(key.granularity()));
            });
    return row;
  }

  private static long sizeBits(long deviceSize, CellKey key) {
    long granularity = key.granularityBytes();
    return deviceSize / granularity + (deviceSize % granularity == 0 ? 0 : 1);
  }
}
