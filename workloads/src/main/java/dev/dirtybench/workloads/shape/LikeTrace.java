package dev.dirtybench.workloads.shape;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.generate.SplitMix64;
import dev.dirtybench.workloads.read.HeapLimit;
import dev.dirtybench.workloads.stat.WriteHistory;
import java.io.IOException;

/**
 * Synthetic traces that are like another one: of as many operations with the same kinds, lengths
 * and times between, extents of the same lengths, and writes that come back to a place after about
 * as many bytes.
 *
 * <p>The model's dirty extents and the gaps between them are laid out anew in a shuffled order. Its
 * operations, without their offsets, follow in blocks of 32 that change places with their
 * neighbours. Each is then put where it fits: one that wrote fresh granules on ones that are still
 * fresh, one that wrote again where the last write is about as many bytes ago.
 */
public final class LikeTrace {
  private static final int GRANULE_BITS = Integer.numberOfTrailingZeros(WriteHistory.GRANULARITY);

  private LikeTrace() {}

  /**
   * Makes a trace.
   *
   * @param model at its start, its head with the disk's size; read to the end, not closed
   * @param seed where chance starts
   * @return a trace on a disk of the same size
   * @throws TraceFormatException if the model is no trace, has more operations than the heap
   *     allows, or writes more than can be remembered
   * @throws IOException if the model cannot be read
   */
  public static WriteTrace of(OperationStream model, long seed) throws IOException {
    TraceHead head = model.head();
    WriteHistory history = new WriteHistory(head.name());
    Templates templates = templates(model, history);
    Layout.Model extents = new Layout.Model();
    history.extents(extents::extent);
    SplitMix64 random = new SplitMix64(seed);
    long disk = head.deviceSize();
    Layout layout = extents.shuffled(disk - 1 + WriteHistory.GRANULARITY >> GRANULE_BITS, random);
    int[] rows = templates.shuffledRows(random);
    Placement placement = new Placement(layout, templates.size, random);
    for (int row : rows) {
      if (templates.lengths[row] > 0) {
        placement.place(
            granules(templates, row),
            templates.fresh[row],
            templates.distances[row],
            templates.follows[row],
            templates.lengths[row]);
      }
    }
    placement.settle();
    WriteTrace.Builder trace =
        WriteTrace.builder(
            "synthetic",
            "generated: like a trace of " + templates.size + " operations seed=" + seed,
            disk);
    long now = 0;
    int marks = 0;
    for (int row : rows) {
      now += templates.gapsNs[row];
      TraceOperation operation = TraceOperation.values()[templates.kinds[row]];
      if (operation.marks()) {
        long granule = layout.granule(placement.start(marks));
        long offset = (granule << GRANULE_BITS) + templates.leads[row];
        marks++;
        // The last granule of a disk may be short, and what lay elsewhere be here now.
        long end = Math.min(offset + templates.lengths[row], disk);
        long first = Math.min(offset, end - 1);
        trace.add(now, first, end - first, operation);
      } else {
        trace.add(now, 0, 0, operation);
      }
    }
    return trace.build();
  }

  private static int granules(Templates templates, int row) {
    return (int) (templates.leads[row] + templates.lengths[row] - 1 >> GRANULE_BITS) + 1;
  }

  private static Templates templates(OperationStream model, WriteHistory history)
      throws IOException {
    Templates templates = new Templates();
    int most = HeapLimit.operations();
    OperationBatch batch = new OperationBatch();
    long lastNs = 0;
    long[] ends = new long[Placement.RECENT];
    long marks = 0;
    while (model.read(batch) > 0) {
      if (templates.size > most - batch.size()) {
        throw new TraceFormatException(
            model.head().name(),
            "as a model",
            "at most " + most + " operations, as this JVM's heap allows (see -Xmx, skip and limit)",
            "more");
      }
      for (int i = 0; i < batch.size(); i++) {
        long time = batch.timestamps()[i];
        long gap = templates.size == 0 ? 0 : time - lastNs;
        lastNs = time;
        byte kind = batch.operations()[i];
        if (!batch.operation(i).marks()) {
          templates.flush(kind, gap);
          continue;
        }
        long offset = batch.offsets()[i];
        long length = batch.lengths()[i];
        history.write(offset, length);
        templates.add(
            kind,
            length,
            gap,
            history.distance(),
            history.fresh(),
            (int) offset & WriteHistory.GRANULARITY - 1,
            followed(ends, marks, offset));
        ends[(int) (marks % ends.length)] = offset + length;
        marks++;
      }
      batch.clear();
    }
    return templates;
  }

  private static int followed(long[] ends, long marks, long offset) {
    for (int i = 0; i < Math.min(marks, ends.length); i++) {
      if (ends[(int) ((marks - 1 - i) % ends.length)] == offset) {
        return i;
      }
    }
    return -1;
  }
}
