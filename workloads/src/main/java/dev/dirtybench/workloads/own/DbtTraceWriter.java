package dev.dirtybench.workloads.own;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.write.OperationOutput;
import dev.dirtybench.workloads.write.TraceWriter;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes the project's binary form of a write trace, so that {@link DbtTraceReader} gives it back.
 */
public final class DbtTraceWriter extends TraceWriter {
  private final int blockOperations;
  private final Packing packing;

  /** For the service loader. */
  public DbtTraceWriter() {
    this(OperationBatch.USUAL_CAPACITY, Packing.ZSTD);
  }

  /** A writer of other blocks than the usual ones. */
  DbtTraceWriter(int blockOperations, Packing packing) {
    this.blockOperations = blockOperations;
    this.packing = packing;
  }

  @Override
  public String format() {
    return DbtTraceReader.FORMAT;
  }

  @Override
  public String summary() {
    return DbtTraceReader.SUMMARY;
  }

  @Override
  public String suffix() {
    return ".dbt";
  }

  @Override
  public OperationOutput open(OutputStream out, TraceHead head) throws IOException {
    return new DbtOutput(out, new DbtHead(head, blockOperations), packing);
  }
}
