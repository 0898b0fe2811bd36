package dev.dirtybench.benchmarks.pass;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.ExtentCursor;
import dev.dirtybench.workloads.Marks;
import dev.dirtybench.workloads.WriteTrace;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Runs the incremental backup's cycle over the windows of the trace, as a hypervisor does for each
 * backup:
 *
 * <ol>
 *   <li>record: the writes of the window mark the active bitmap;
 *   <li>freeze: the active bitmap stands still, and a clean successor takes the writes from here
 *       on, those of the next window;
 *   <li>scan: every extent of the frozen bitmap is visited, as the job does that copies them;
 *   <li>merge: the frozen bitmap is united with the one of all that was backed up since the start,
 *       which a differential backup would copy;
 *   <li>clear: the job has succeeded, the frozen bitmap gives way to its successor and is emptied;
 *   <li>serialise: the united bitmap is written in the form that qcow2 stores.
 * </ol>
 *
 * <p>Every {@value #FAILURE_PERIOD}th job fails after its scan, when the next window has been
 * recorded: instead of 4 and 5 the successor is then merged back into the frozen bitmap, which goes
 * on as the active one, so that the next job copies both windows. The pass starts by emptying the
 * active and the united bitmap.
 */
public final class CyclePass extends Pass {
  /** One in so many backups fails: the fourth, the eighth and so on. */
  public static final int FAILURE_PERIOD = 4;

  private final long[] offsets;
  private final long[] lengths;
  private final int[] ends;
  private final Bitmap united;
  private final ByteBuffer buffer;
  private final ExtentCursor cursor = new ExtentCursor();
  private Bitmap active;
  private Bitmap spare;
  private long checksum;

  /**
   * Cuts the windows and prepares the bitmaps.
   *
   * @param cell the subject
   */
  public CyclePass(Cell cell) {
    Marks marks = cell.trace().marks();
    this.offsets = marks.offsets();
    this.lengths = marks.lengths();
    List<WriteTrace> windows = cell.windows().cut(cell.trace());
    this.ends = new int[windows.size()];
    int end = 0;
    for (int i = 0; i < ends.length; i++) {
      end += windows.get(i).markCount();
      ends[i] = end;
    }
    this.active = cell.newBitmap();
    this.spare = cell.newBitmap();
    this.united = cell.newBitmap();
    this.buffer = SerializedBuffer.allocate(united.serializedBytes());
  }

  /** Whether the backup of a window fails; windows count from 0. */
  public static boolean fails(int window) {
    return window % FAILURE_PERIOD == FAILURE_PERIOD - 1;
  }

  @Override
  public long run() {
    active.clearAll();
    united.clearAll();
    long sum = 0;
    Bitmap frozen = null;
    int next = 0;
    for (int window = 0; window < ends.length; window++) {
      next = record(next, ends[window]);
      if (frozen != null) {
        reclaim(frozen);
      }
      frozen = freeze();
      sum = scan(frozen, sum);
      if (!fails(window)) {
        united.merge(frozen);
        abdicate(frozen);
        frozen = null;
      }
      buffer.clear();
      united.serialize(buffer);
    }
    if (frozen != null) {
      reclaim(frozen);
    }
    checksum = sum;
    return sum + buffer.position();
  }

  private int record(int from, int to) {
    for (int i = from; i < to; i++) {
      active.setDirty(offsets[i], lengths[i]);
    }
    return to;
  }

  private Bitmap freeze() {
    Bitmap frozen = active;
    active = spare;
    return frozen;
  }

  private long scan(Bitmap frozen, long before) {
    long sum = before;
    cursor.reset();
    while (frozen.nextExtent(cursor)) {
      sum = Checksum.add(sum, cursor.offset(), cursor.length());
    }
    return sum;
  }

  private void abdicate(Bitmap frozen) {
    frozen.clearAll();
    spare = frozen;
  }

  private void reclaim(Bitmap frozen) {
    frozen.merge(active);
    active.clearAll();
    spare = active;
    active = frozen;
  }

  @Override
  public long steps() {
    return ends.length;
  }

  /** What was united and stored, what is still to be backed up, and what the scans saw. */
  @Override
  public void result(LongConsumer sink) {
    SerializedBuffer.deliver(buffer, sink);
    BitmapContent.deliver(active, sink);
    sink.accept(checksum);
  }

  @Override
  public void close() {
    active.close();
    spare.close();
    united.close();
  }
}
