package dev.dirtybench.workloads.shape;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.catalog.TraceSource;
import dev.dirtybench.workloads.read.DeviceSize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens traces so that their head tells the disk's size: where the form does not, they are read
 * twice.
 */
public final class SizedTrace {
  private SizedTrace() {}

  /**
   * Opens a trace.
   *
   * @param source opened once, or twice where the size is not stated
   * @return at its start, the head with the size; the caller closes it
   * @throws TraceFormatException if the content is no trace, has no operation that tells the size,
   *     or cannot be read twice
   * @throws IOException if it cannot be read
   */
  public static OperationStream open(TraceSource source) throws IOException {
    OperationStream stream = source.open();
    if (stream.head().deviceSize() != TraceHead.UNKNOWN) {
      return stream;
    }
    long count = 0;
    long end = 0;
    try (stream) {
      OperationBatch batch = new OperationBatch();
      while (stream.read(batch) > 0) {
        for (int i = 0; i < batch.size(); i++) {
          end = Math.max(end, batch.offsets()[i] + batch.lengths()[i]);
        }
        count += batch.size();
        batch.clear();
      }
    }
    DeviceSize size = DeviceSize.ofEnd(stream.head().name(), end);
    OperationStream again = source.open();
    return new Measured(
        again, again.head().withDeviceSize(size.bytes()).withOperations(count), size.remark());
  }

  /** The second reading, which must give what the first one gave. */
  private static final class Measured implements OperationStream {
    private final OperationStream stream;
    private final TraceHead head;
    private final String remark;
    private long read;

    Measured(OperationStream stream, TraceHead head, String remark) {
      this.stream = stream;
      this.head = head;
      this.remark = remark;
    }

    @Override
    public TraceHead head() {
      return head;
    }

    @Override
    public int read(OperationBatch batch) throws IOException {
      int from = batch.size();
      int count = stream.read(batch);
      read += count;
      boolean fits = count > 0 || read == head.operations();
      for (int i = from; i < batch.size(); i++) {
        fits &= batch.lengths()[i] <= head.deviceSize() - batch.offsets()[i];
      }
      if (!fits) {
        throw new TraceFormatException(
            head.name(),
            "in the second reading, for which --disk-size would be no need",
            "what the first one found",
            "something else");
      }
      return count;
    }

    @Override
    public List<String> remarks() {
      List<String> remarks = new ArrayList<>(stream.remarks());
      remarks.add(remark);
      return remarks;
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }
}
