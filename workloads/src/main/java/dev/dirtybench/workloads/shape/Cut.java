package dev.dirtybench.workloads.shape;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.TraceOperation;

/**
 * A part of a trace by time and by place.
 *
 * <p>Operations that lie in the place in part are cut to it; flushes have no place and stay.
 *
 * @param fromNs the first time that counts, 0 or more
 * @param toNs the first time that does not count any more; {@link Long#MAX_VALUE} for all
 * @param offset the first byte that counts, 0 or more
 * @param length bytes from there that count, 1 or more; {@link Long#MAX_VALUE} for all
 * @param origin where times and offsets of the part count from
 */
public record Cut(long fromNs, long toNs, long offset, long length, Origin origin) {
  /** Where times and offsets of a part count from. */
  public enum Origin {
    /** As in the whole: the disk is the same. */
    WHOLE,
    /** From the part's start: the disk is the part's place. */
    PART
  }

  /** Checks the bounds. */
  public Cut {
    if (fromNs < 0 || toNs <= fromNs) {
      throw new IllegalArgumentException(
          "expected a time to cut from, 0 or later, and a later one to cut to, found "
              + fromNs
              + " ns and "
              + toNs
              + " ns");
    }
    if (offset < 0 || length < 1) {
      throw new IllegalArgumentException(
          "expected a range of 1 byte or more at 0 or more, found offset "
              + offset
              + " length "
              + length);
    }
  }

  /**
   * Cuts a trace.
   *
   * @param stream at its start, its head with the disk's size; the result closes it
   * @return the part
   * @throws IllegalArgumentException if the disk has no such place
   */
  public OperationStream of(OperationStream stream) {
    TraceHead whole = stream.head();
    if (offset >= whole.deviceSize()) {
      throw new IllegalArgumentException(
          "expected a range that starts on the disk of "
              + whole.deviceSize()
              + " bytes, found offset "
              + offset);
    }
    long end = length > whole.deviceSize() - offset ? whole.deviceSize() : offset + length;
    TraceHead head = whole.withOperations(TraceHead.UNKNOWN);
    return new Part(stream, origin == Origin.PART ? head.withDeviceSize(end - offset) : head, end);
  }

  private final class Part extends StreamStage {
    private final long end;
    private final long offsetShift;
    private final long timeShift;

    Part(OperationStream stream, TraceHead head, long end) {
      super(stream, head);
      this.end = end;
      offsetShift = origin == Origin.PART ? offset : 0;
      timeShift = origin == Origin.PART ? fromNs : 0;
    }

    @Override
    Done change(OperationBatch from, int index, OperationBatch into) {
      long time = from.timestamps()[index];
      if (time >= toNs) {
        return Done.FOR_NOW;
      }
      if (time < fromNs) {
        return Done.WITH_OPERATION;
      }
      TraceOperation operation = from.operation(index);
      if (!operation.marks()) {
        into.add(time - timeShift, 0, 0, operation);
        return Done.WITH_OPERATION;
      }
      long first = Math.max(offset, from.offsets()[index]);
      long last = Math.min(end, from.offsets()[index] + from.lengths()[index]);
      if (first < last) {
        into.add(time - timeShift, first - offsetShift, last - first, operation);
      }
      return Done.WITH_OPERATION;
    }
  }
}
