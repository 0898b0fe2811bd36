package dev.dirtybench.benchmarks.verify;

import dev.dirtybench.spi.Granularity;
import dev.dirtybench.testkit.Oracle;
import dev.dirtybench.workloads.WriteTrace;

/** What the oracle says of a trace that was played in part, whole or again and again. */
public final class ReplayCheck {
  private ReplayCheck() {}

  /**
   * The digest of what is dirty.
   *
   * @param trace the trace
   * @param granularity bytes per bit
   * @param writes how many were played, from the trace's start
   * @return digest over offset and length of every dirty extent
   */
  public static String digest(WriteTrace trace, Granularity granularity, long writes) {
    int to = 0;
    for (long left = writes; to < trace.size() && left > 0; to++) {
      left -= trace.operation(to).marks() ? 1 : 0;
    }
    Oracle oracle = new Oracle(trace.deviceSize(), granularity);
    Expected.mark(trace.slice(0, to), oracle);
    ResultDigest digest = new ResultDigest();
    oracle.forEachExtent(
        (offset, length) -> {
          digest.accept(offset);
          digest.accept(length);
        });
    return digest.hex();
  }
}
