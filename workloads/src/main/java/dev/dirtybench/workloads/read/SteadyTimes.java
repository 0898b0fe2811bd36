package dev.dirtybench.workloads.read;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceHead;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A stream whose times start at zero and never go back.
 *
 * <p>The order is the file's, because it decides what a replay does; a time that lies before the
 * one of the operation before it becomes that one, and a remark says how often.
 */
final class SteadyTimes implements OperationStream {
  private final OperationStream stream;
  private final boolean kept;
  private boolean based;
  private long base;
  private long last;
  private long backwards;
  private long farthest;

  /** A stream of raw times; the first one becomes zero unless times are kept. */
  SteadyTimes(OperationStream stream, Times times) {
    this.stream = stream;
    kept = times == Times.SINCE_FIRST_RECORD;
    based = kept;
  }

  @Override
  public TraceHead head() {
    return stream.head();
  }

  @Override
  public int read(OperationBatch batch) throws IOException {
    int from = batch.size();
    int read = stream.read(batch);
    long[] times = batch.timestamps();
    if (!based && read > 0) {
      base = times[from];
      based = true;
    }
    for (int i = from; i < batch.size(); i++) {
      long time = times[i] - base;
      if (time < last) {
        backwards++;
        farthest = Math.max(farthest, last - time);
        time = last;
      }
      last = time;
      times[i] = time;
    }
    return read;
  }

  /** Goes by the form's index where its times stay as they are; else every time must be seen. */
  @Override
  public long skip(long count) throws IOException {
    return kept ? stream.skip(count) : OperationStream.super.skip(count);
  }

  @Override
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>(stream.remarks());
    if (backwards > 0) {
      remarks.add(
          backwards
              + " times lay before the one of the record before, by up to "
              + farthest
              + " ns, and were set to it");
    }
    return remarks;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
