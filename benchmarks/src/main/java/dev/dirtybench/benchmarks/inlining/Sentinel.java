package dev.dirtybench.benchmarks.inlining;

import dev.dirtybench.benchmarks.pass.Operation;
import java.util.List;

/**
 * An operation of which the calls between pass and backend are looked at.
 *
 * @param operation the operation
 * @param caller the contract's method in which they stand
 * @param methods the backend's methods that are called
 */
public record Sentinel(Operation operation, String caller, List<String> methods) {
  private static final String CONTRACT = "dev.dirtybench.spi.Bitmap::";

  /** One of marking and one of searching. */
  public static final List<Sentinel> ALL =
      List.of(
          new Sentinel(Operation.SET, CONTRACT + "setDirty", List.of("setBits")),
          new Sentinel(
              Operation.SCAN_EXTENTS,
              CONTRACT + "nextExtent",
              List.of("nextSetBit", "nextClearBit")));
}
