package dev.dirtybench.workloads.generate;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.TraceOperation;
import java.util.List;

/** Writes to the ranges of a generator, in equal intervals. */
final class GeneratedStream implements OperationStream {
  private final TraceHead head;
  private final Ranges ranges;
  private final long intervalNs;
  private long made;

  GeneratedStream(TraceHead head, Ranges ranges, long intervalNs) {
    this.head = head;
    this.ranges = ranges;
    this.intervalNs = intervalNs;
  }

  @Override
  public TraceHead head() {
    return head;
  }

  @Override
  public int read(OperationBatch batch) {
    int count = (int) Math.min(batch.remaining(), head.operations() - made);
    for (int i = 0; i < count; i++) {
      ranges.next();
      batch.add(made * intervalNs, ranges.offset, ranges.length, TraceOperation.WRITE);
      made++;
    }
    return count;
  }

  @Override
  public List<String> remarks() {
    return List.of();
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
