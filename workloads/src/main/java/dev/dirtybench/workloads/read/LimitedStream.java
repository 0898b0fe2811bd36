package dev.dirtybench.workloads.read;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceHead;
import java.io.IOException;
import java.util.List;

/** A part of a stream: some operations skipped, and not more than some taken. */
public final class LimitedStream implements OperationStream {
  private final OperationStream stream;
  private final TraceHead head;
  private long skip;
  private long left;

  /**
   * A part of a stream.
   *
   * @param stream at its start
   * @param skip operations to go past, 0 or more
   * @param limit operations to take after them; {@link Long#MAX_VALUE} for all
   * @return the stream itself where that is all of it
   */
  public static OperationStream of(OperationStream stream, long skip, long limit) {
    return skip == 0 && limit == Long.MAX_VALUE ? stream : new LimitedStream(stream, skip, limit);
  }

  private LimitedStream(OperationStream stream, long skip, long limit) {
    this.stream = stream;
    this.skip = skip;
    left = limit;
    long whole = stream.head().operations();
    head =
        whole == TraceHead.UNKNOWN
            ? stream.head()
            : stream.head().withOperations(Math.min(limit, Math.max(0, whole - skip)));
  }

  @Override
  public TraceHead head() {
    return head;
  }

  @Override
  public int read(OperationBatch batch) throws IOException {
    if (skip > 0) {
      long wanted = skip;
      skip = 0;
      if (stream.skip(wanted) < wanted) {
        left = 0;
      }
    }
    int before = batch.size();
    if (left == 0) {
      return 0;
    }
    stream.read(batch);
    int read = (int) Math.min(batch.size() - before, left);
    batch.resize(before + read);
    left -= read;
    return read;
  }

  @Override
  public List<String> remarks() {
    return stream.remarks();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
