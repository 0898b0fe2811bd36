package dev.dirtybench.workloads.shape;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.read.MergedStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Several traces of one disk as one, in the order of their times. */
public final class Merge {
  private Merge() {}

  /**
   * Merges traces.
   *
   * @param streams at their starts, their heads with the disk's size; the result closes them
   * @param shiftsNs what is added to the times of each, 0 or more, as many as there are streams
   * @return the earliest operation first, of one time those of an earlier trace; the disk is as
   *     large as the largest
   * @throws IllegalArgumentException if the shifts do not fit the streams
   * @throws IOException if a trace cannot be read
   */
  public static OperationStream of(List<OperationStream> streams, List<Long> shiftsNs)
      throws IOException {
    if (shiftsNs.size() != streams.size() || shiftsNs.stream().anyMatch(shift -> shift < 0)) {
      throw new IllegalArgumentException(
          "expected a shift of 0 or more for each of the "
              + streams.size()
              + " traces, found "
              + shiftsNs.stream().map(shift -> shift + " ns").collect(Collectors.joining(", ")));
    }
    List<OperationStream> shifted = new ArrayList<>();
    List<String> names = new ArrayList<>();
    long size = 1;
    long operations = 0;
    for (int i = 0; i < streams.size(); i++) {
      TraceHead head = streams.get(i).head();
      names.add(head.name());
      size = Math.max(size, head.deviceSize());
      operations =
          operations == TraceHead.UNKNOWN || head.operations() == TraceHead.UNKNOWN
              ? TraceHead.UNKNOWN
              : operations + head.operations();
      shifted.add(new Shifted(streams.get(i), shiftsNs.get(i)));
    }
    String source = "merged by time: " + String.join(", ", names);
    return new MergedStream(
        shifted,
        new TraceHead(
            "merged",
            source.substring(0, Math.min(source.length(), 1000)),
            List.of(),
            size,
            operations));
  }

  private static final class Shifted extends StreamStage {
    private final long shiftNs;

    Shifted(OperationStream stream, long shiftNs) {
      super(stream, stream.head());
      this.shiftNs = shiftNs;
    }

    @Override
    Done change(OperationBatch from, int index, OperationBatch into) {
      into.add(
          from.timestamps()[index] + shiftNs,
          from.offsets()[index],
          from.lengths()[index],
          from.operation(index));
      return Done.WITH_OPERATION;
    }
  }
}
