package dev.dirtybench.workloads.read;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceHead;
import java.io.IOException;
import java.util.List;

/**
 * The operations of one file that is read record by record: what a format's reader extends.
 *
 * <p>Times are those of the file; whoever joins files makes them start at zero.
 */
public abstract class RecordStream implements OperationStream {
  private final TraceHead head;
  private final RecordSink sink;
  private boolean ended;

  /**
   * A stream at its first record.
   *
   * @param head what the file says of itself
   * @param place makes the errors
   * @param deviceSize bytes that all ranges must lie in, or {@link TraceHead#UNKNOWN}
   */
  protected RecordStream(TraceHead head, RecordPlace place, long deviceSize) {
    this.head = head;
    this.sink = new RecordSink(place, deviceSize);
  }

  @Override
  public final TraceHead head() {
    return head;
  }

  @Override
  public final int read(OperationBatch batch) throws IOException {
    int before = batch.size();
    sink.fill(batch);
    while (!ended && !sink.isFull()) {
      ended = !record(sink);
    }
    return batch.size() - before;
  }

  @Override
  public final List<String> remarks() {
    return sink.remarks();
  }

  /** Makes files of one trace agree on the device; called before the first record. */
  final void share(DeviceChoice devices) {
    sink.share(devices);
  }

  /** Where the stream's operations go; for tallies that exist before the first record. */
  protected final RecordSink sink() {
    return sink;
  }

  /**
   * Reads one record and puts what it says into the sink: nothing for what is left out, at most
   * {@link RecordSink#MOST_PER_RECORD} operations.
   *
   * @param into takes them
   * @return false at the end of the file, where nothing was put
   * @throws IOException if the record is wrong or cannot be read
   */
  protected abstract boolean record(RecordSink into) throws IOException;
}
