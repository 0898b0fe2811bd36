package dev.dirtybench.workloads;

import java.util.List;

/** The operations of a trace in memory, in order. */
final class WriteTraceStream implements OperationStream {
  private final WriteTrace trace;
  private int next;

  WriteTraceStream(WriteTrace trace) {
    this.trace = trace;
  }

  @Override
  public TraceHead head() {
    return new TraceHead(
        trace.name(), trace.source(), trace.comments(), trace.deviceSize(), trace.size());
  }

  @Override
  public int read(OperationBatch batch) {
    int count = trace.copy(next, batch);
    next += count;
    return count;
  }

  @Override
  public long skip(long count) {
    int passed = (int) Math.min(count, trace.size() - next);
    next += passed;
    return passed;
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
