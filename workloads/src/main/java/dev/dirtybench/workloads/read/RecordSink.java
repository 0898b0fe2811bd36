package dev.dirtybench.workloads.read;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.WriteTrace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the operations that a reader finds, checks their ranges, and counts what is left out.
 *
 * <p>For use by one thread.
 */
public final class RecordSink {
  /** The most operations that one record may give. */
  public static final int MOST_PER_RECORD = 4;

  private final RecordPlace place;
  private final long deviceSize;
  private final Map<String, Tally> tallies = new LinkedHashMap<>();
  private final OperationBatch waiting = new OperationBatch(MOST_PER_RECORD);
  private OperationBatch batch;
  private DeviceChoice devices = new DeviceChoice();

  /**
   * A sink without a batch.
   *
   * @param place makes the errors
   * @param deviceSize bytes that all ranges must lie in, or {@link TraceHead#UNKNOWN}
   */
  public RecordSink(RecordPlace place, long deviceSize) {
    this.place = place;
    this.deviceSize = deviceSize == TraceHead.UNKNOWN ? WriteTrace.MAX_DEVICE_SIZE : deviceSize;
  }

  /** Makes files of one trace agree on the device; called before the first record. */
  void share(DeviceChoice choice) {
    devices = choice;
  }

  DeviceChoice devices() {
    return devices;
  }

  /** Fills another batch, first with what had no room in the one before. */
  void fill(OperationBatch next) {
    batch = next;
    int moved = Math.min(waiting.size(), next.remaining());
    for (int i = 0; i < moved; i++) {
      copy(waiting, i, next);
    }
    OperationBatch rest = new OperationBatch(MOST_PER_RECORD);
    for (int i = moved; i < waiting.size(); i++) {
      copy(waiting, i, rest);
    }
    waiting.clear();
    for (int i = 0; i < rest.size(); i++) {
      copy(rest, i, waiting);
    }
  }

  private static void copy(OperationBatch from, int index, OperationBatch to) {
    to.add(
        from.timestamps()[index],
        from.offsets()[index],
        from.lengths()[index],
        from.operation(index));
  }

  /**
   * Takes a write, write-zeroes or discard.
   *
   * @param timeNs nanoseconds of whatever clock the form has
   * @param offset first byte
   * @param length bytes, 1 or more
   * @param operation not a flush
   * @throws TraceFormatException if the range is empty or not inside the disk
   */
  public void add(long timeNs, long offset, long length, TraceOperation operation)
      throws TraceFormatException {
    if (length <= 0) {
      throw place.fault(
          "a length of 1 byte or more for op " + operation.code(), Long.toString(length));
    }
    if (offset < 0 || length > deviceSize || offset > deviceSize - length) {
      throw place.fault(
          "a range inside the device of " + deviceSize + " bytes",
          "offset " + offset + " length " + length);
    }
    put(timeNs, offset, length, operation);
  }

  /**
   * Takes a flush.
   *
   * @param timeNs nanoseconds of whatever clock the form has
   */
  public void flush(long timeNs) {
    put(timeNs, 0, 0, TraceOperation.FLUSH);
  }

  private void put(long timeNs, long offset, long length, TraceOperation operation) {
    (batch.remaining() > 0 ? batch : waiting).add(timeNs, offset, length, operation);
  }

  /** Whether the batch has no room. */
  boolean isFull() {
    return batch.remaining() == 0;
  }

  /**
   * The counter of one reason for which records are left out or changed; the same for each call
   * with the same text.
   *
   * @param what follows the number in the remark, such as {@code reads left out}
   * @return a counter that becomes a remark when it is above 0
   */
  public Tally tally(String what) {
    return tallies.computeIfAbsent(what, Tally::new);
  }

  /** A remark for each counter above 0. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    for (Tally tally : tallies.values()) {
      if (tally.count() > 0) {
        remarks.add(tally.toString());
      }
    }
    return remarks;
  }
}
