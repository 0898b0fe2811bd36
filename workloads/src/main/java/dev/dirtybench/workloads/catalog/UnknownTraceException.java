package dev.dirtybench.workloads.catalog;

import dev.dirtybench.workloads.Quoted;
import java.util.List;

/**
 * Thrown when a text names no trace: neither a bundled one, nor a file, nor a generator. The
 * message, one line, lists what there is.
 */
public final class UnknownTraceException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnknownTraceException(String spec, List<String> bundled, List<String> kinds) {
    super(
        "unknown trace \""
            + Quoted.escaped(spec)
            + "\", expected "
            + (bundled.isEmpty() ? "" : "one of " + String.join(", ", bundled) + "; ")
            + "the path of a trace file; or a generator ("
            + String.join(", ", kinds)
            + ") such as uniform:size=1T,operations=1680,length=64K,seed=7");
  }
}
