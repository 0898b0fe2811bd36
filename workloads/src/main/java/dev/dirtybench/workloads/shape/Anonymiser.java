package dev.dirtybench.workloads.shape;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.WriteTrace;
import java.util.List;

/**
 * Hides where on its disk a trace writes: the disk's regions change places by a secret order.
 *
 * <p>What lies in one region stays together as it is, so that dirty counts at granularities up to
 * the region's size stay, and runs inside regions. Operations that cross from a region to the next
 * are split there. Times, lengths, kinds and order stay; name, source and comments are dropped; the
 * disk's size is rounded up to whole regions.
 *
 * @param regionSize bytes, a power of two, 4096 or more
 * @param key whoever has it can undo the order
 */
public record Anonymiser(long regionSize, String key) {
  /** A region that holds whole extents of most disks, and hides in which part of them they are. */
  public static final long USUAL_REGION = 64 << 20;

  /** Checks the region's size. */
  public Anonymiser {
    if (regionSize < 4096 || Long.bitCount(regionSize) != 1 || regionSize > 1L << 40) {
      throw new IllegalArgumentException(
          "expected regions of a power of two from 4K to 1T, found " + regionSize + " bytes");
    }
  }

  /**
   * Hides the addresses of a trace.
   *
   * @param stream at its start, its head with the disk's size; the result closes it
   * @return the operations elsewhere
   * @throws IllegalArgumentException if the disk has not two regions
   */
  public OperationStream of(OperationStream stream) {
    long size = stream.head().deviceSize();
    long regions = (size - 1) / regionSize + 1;
    if (regions < 2 || regions > WriteTrace.MAX_DEVICE_SIZE / regionSize) {
      throw new IllegalArgumentException(
          "expected a disk of two regions or more, found "
              + size
              + " bytes and regions of "
              + regionSize
              + "; choose smaller ones");
    }
    return new Hidden(stream, regions);
  }

  private final class Hidden extends StreamStage {
    private final RegionOrder order;
    private final int shift = Long.numberOfTrailingZeros(regionSize);
    private long done;

    Hidden(OperationStream stream, long regions) {
      super(
          stream,
          new TraceHead(
              "anonymised",
              "recorded elsewhere; regions of " + regionSize + " bytes in a secret order",
              List.of(),
              regions * regionSize,
              TraceHead.UNKNOWN));
      order = new RegionOrder(regions, key);
    }

    @Override
    Done change(OperationBatch from, int index, OperationBatch into) {
      long time = from.timestamps()[index];
      TraceOperation operation = from.operation(index);
      if (!operation.marks()) {
        into.add(time, 0, 0, operation);
        return Done.WITH_OPERATION;
      }
      long length = from.lengths()[index];
      while (done < length) {
        if (into.remaining() == 0) {
          return Done.FOR_NOW;
        }
        long offset = from.offsets()[index] + done;
        long inside = offset & regionSize - 1;
        long part = Math.min(length - done, regionSize - inside);
        into.add(time, (order.at(offset >>> shift) << shift) + inside, part, operation);
        done += part;
      }
      done = 0;
      return Done.WITH_OPERATION;
    }
  }
}
