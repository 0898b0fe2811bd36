package dev.dirtybench.benchmarks.jmh;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.WriteTrace;
import java.io.IOException;
import java.util.List;

/** A trace again and again, each round after the last one's time: short ones made long. */
final class RepeatedTrace implements OperationStream {
  private final WriteTrace trace;
  private final long rounds;
  private OperationStream present;
  private long round;
  private long shift;
  private long lastNs;

  /**
   * A trace repeated.
   *
   * @param trace not empty
   * @param least operations; whole rounds are made, so there may be more
   */
  RepeatedTrace(WriteTrace trace, long least) {
    this.trace = trace;
    rounds = (least + trace.size() - 1) / trace.size();
    present = trace.stream();
  }

  @Override
  public TraceHead head() {
    return trace.stream().head().withOperations(rounds * trace.size());
  }

  @Override
  public int read(OperationBatch batch) throws IOException {
    int from = batch.size();
    int read = present.read(batch);
    if (read == 0 && round < rounds - 1) {
      round++;
      shift = lastNs;
      present = trace.stream();
      read = present.read(batch);
    }
    for (int i = from; i < batch.size(); i++) {
      batch.timestamps()[i] += shift;
      lastNs = batch.timestamps()[i];
    }
    return read;
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
