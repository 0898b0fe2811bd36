package dev.dirtybench.results;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A trace that was measured with.
 *
 * @param name its name
 * @param sha256 of the trace file, 64 hex digits
 * @param operations records in it
 * @param deviceSize size of the disk, in bytes
 * @param source where it comes from, in one line
 * @param density share of bits that it leaves dirty, 0 to 1, by granularity such as {@code 64K};
 *     null, as in manifests from before it was told, becomes empty
 */
public record TraceFacts(
    String name,
    String sha256,
    long operations,
    long deviceSize,
    String source,
    Map<String, Double> density) {

  /** Copies the densities, in their order. */
  public TraceFacts {
    density =
        density == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(density));
  }
}
