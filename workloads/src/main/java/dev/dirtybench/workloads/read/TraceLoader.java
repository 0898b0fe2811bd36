package dev.dirtybench.workloads.read;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.WriteTrace;
import java.io.IOException;

/** Reads a stream of operations into memory. */
public final class TraceLoader {
  private TraceLoader() {}

  /**
   * Reads to the end; does not close the stream.
   *
   * @param stream at its start
   * @return the trace, whose comments end with the stream's remarks, as far as there is room; a
   *     size that the form does not state is the end of the last operation rounded up to {@link
   *     WriteTrace#SIZE_UNIT}
   * @throws TraceFormatException if the content is no trace, or has no operation that tells the
   *     disk's size, or more operations than this JVM's heap allows
   * @throws IOException if it cannot be read
   */
  public static WriteTrace load(OperationStream stream) throws IOException {
    return load(stream, HeapLimit.operations());
  }

  /**
   * Reads to the end, but not more operations than some.
   *
   * @param stream at its start
   * @param maxOperations the most to take
   * @return as the other form
   * @throws TraceFormatException as the other form, by {@code maxOperations}
   * @throws IOException if it cannot be read
   */
  public static WriteTrace load(OperationStream stream, int maxOperations) throws IOException {
    TraceHead head = stream.head();
    if (head.operations() > maxOperations) {
      throw tooMany(head, maxOperations, Long.toString(head.operations()));
    }
    boolean sized = head.deviceSize() != TraceHead.UNKNOWN;
    WriteTrace.Builder trace =
        WriteTrace.builder(
            head.name(),
            head.source(),
            sized ? head.deviceSize() : WriteTrace.MAX_DEVICE_SIZE,
            maxOperations);
    head.comments().forEach(trace::comment);
    OperationBatch batch = new OperationBatch();
    while (stream.read(batch) > 0) {
      for (int i = 0; i < batch.size(); i++) {
        if (trace.isFull()) {
          throw tooMany(head, trace.size(), "more");
        }
        trace.add(
            batch.timestamps()[i], batch.offsets()[i], batch.lengths()[i], batch.operation(i));
      }
      batch.clear();
    }
    for (String remark : stream.remarks()) {
      remark(trace, remark);
    }
    if (!sized) {
      DeviceSize size = DeviceSize.ofEnd(head.name(), trace.end());
      trace.deviceSize(size.bytes());
      remark(trace, size.remark());
    }
    return trace.build();
  }

  /** A trace may come with as many comments as there may be; the remarks have no room then. */
  private static void remark(WriteTrace.Builder trace, String remark) {
    if (trace.hasRoomForComment()) {
      trace.comment(remark);
    }
  }

  private static TraceFormatException tooMany(TraceHead head, int most, String found) {
    return new TraceFormatException(
        head.name(),
        "after " + most + " operations",
        "at most as many, as this JVM's heap allows (see -Xmx, skip and limit)",
        found);
  }
}
