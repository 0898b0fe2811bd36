package dev.dirtybench.workloads.read;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceHead;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Several files as one trace: one after the other, each opened when the one before has ended. */
final class JoinedStream implements OperationStream {
  /** Opens the file of a number. */
  interface Files {
    OperationStream open(int index) throws IOException;
  }

  private final Files files;
  private final int count;
  private final Times times;
  private final TraceHead head;
  private final List<String> remarks = new ArrayList<>();
  private OperationStream present;
  private int index;
  private long shift;
  private long last;

  /** Takes over the first file, which is open already. */
  JoinedStream(OperationStream first, Files files, int count, Times times) {
    present = first;
    this.files = files;
    this.count = count;
    this.times = times;
    head = count == 1 ? first.head() : first.head().withOperations(TraceHead.UNKNOWN);
  }

  @Override
  public TraceHead head() {
    return head;
  }

  @Override
  public int read(OperationBatch batch) throws IOException {
    int from = batch.size();
    int read = present.read(batch);
    while (read == 0 && index < count - 1) {
      remarks.addAll(present.remarks());
      present.close();
      index++;
      present = files.open(index);
      DeviceSize.checkSame(head, present.head());
      shift = times == Times.CLOCK ? 0 : last;
      read = present.read(batch);
    }
    if (index > 0 || times != Times.CLOCK) {
      long[] column = batch.timestamps();
      for (int i = from; i < batch.size(); i++) {
        column[i] += shift;
        last = Math.max(last, column[i]);
      }
    }
    return read;
  }

  @Override
  public List<String> remarks() {
    List<String> all = new ArrayList<>(remarks);
    all.addAll(present.remarks());
    return all;
  }

  @Override
  public void close() throws IOException {
    present.close();
  }
}
