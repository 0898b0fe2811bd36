package dev.dirtybench.workloads.shape;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceHead;
import java.io.IOException;
import java.util.List;

/** Operations of another stream, changed one batch at a time; closes the other stream. */
abstract class StreamStage implements OperationStream {
  private final OperationStream stream;
  private final TraceHead head;
  private final OperationBatch ahead = new OperationBatch();
  private int at;
  private boolean ended;

  StreamStage(OperationStream stream, TraceHead head) {
    this.stream = stream;
    this.head = head;
  }

  @Override
  public final TraceHead head() {
    return head;
  }

  @Override
  public final int read(OperationBatch batch) throws IOException {
    int before = batch.size();
    while (batch.size() == before && !ended) {
      if (at == ahead.size()) {
        ahead.clear();
        at = 0;
        ended = stream.read(ahead) == 0;
      }
      while (at < ahead.size() && batch.remaining() > 0 && !ended) {
        if (change(ahead, at, batch) == Done.WITH_OPERATION) {
          at++;
        } else if (batch.remaining() > 0) {
          ended = true;
        }
      }
    }
    return batch.size() - before;
  }

  /** How far a stage has come with an operation. */
  enum Done {
    /** It is dealt with: the next one. */
    WITH_OPERATION,
    /** The batch is full before it is dealt with; or, with room left, no operation counts more. */
    FOR_NOW
  }

  /**
   * Puts what becomes of an operation into a batch with room for one or more.
   *
   * @return whether to go on
   */
  abstract Done change(OperationBatch from, int index, OperationBatch into) throws IOException;

  @Override
  public final List<String> remarks() {
    return stream.remarks();
  }

  @Override
  public final void close() throws IOException {
    stream.close();
  }
}
