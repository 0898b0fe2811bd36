package dev.dirtybench.workloads.binary;

import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.read.BinaryInput;
import dev.dirtybench.workloads.read.RecordSink;
import dev.dirtybench.workloads.read.RecordStream;
import dev.dirtybench.workloads.read.Tally;
import dev.dirtybench.workloads.read.TraceInput;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The entries of a log of dm-log-writes.
 *
 * <p>The superblock's count may be old, so entries behind it are taken while they are whole and
 * sound; a log on a device has older bytes there.
 */
final class LogWritesStream extends RecordStream {
  private final TraceInput file;
  private final BinaryInput input;
  private final long promised;
  private final int sectorBytes;
  private final Tally untimed;
  private final Tally writes;
  private final Tally marks;
  private final Tally empty;
  private final Tally behind;
  private final Tally unsound;
  private long entries;

  /** Entries from the first one on. */
  LogWritesStream(
      TraceInput file, BinaryInput input, TraceHead head, long promised, int sectorBytes) {
    super(head, input, head.deviceSize());
    this.file = file;
    this.input = input;
    this.promised = promised;
    this.sectorBytes = sectorBytes;
    untimed = sink().tally("operations at time 0, as the format has no times");
    writes = sink().tally("writes, among them write-zeroes, which the format does not tell apart");
    marks = sink().tally("marks left out");
    empty = sink().tally("entries without a range left out");
    unsound =
        sink()
            .tally(
                "entry left out with all behind it, not sound and not counted by the superblock");
    behind = sink().tally("entries taken that the superblock does not count");
  }

  @Override
  protected boolean record(RecordSink into) throws IOException {
    if (entries >= promised) {
      return uncounted(into);
    }
    if (!entry(into)) {
      throw input.fault(
          promised + " entries, as the superblock says", "the end of the file after " + entries);
    }
    return true;
  }

  /** An entry behind those that the superblock counts: the first that is not sound ends the log. */
  private boolean uncounted(RecordSink into) throws IOException {
    try {
      return entry(into);
    } catch (TraceFormatException e) {
      if (e.getCause() != null) {
        // Damage of the packed file, which says nothing of the log.
        throw e;
      }
      unsound.increment();
      return false;
    }
  }

  /** Reads one entry; false at the end of the file. */
  private boolean entry(RecordSink into) throws IOException {
    ByteBuffer record = input.record(LogWritesLayout.ENTRY_BYTES);
    if (record == null) {
      return false;
    }
    int at = record.position();
    long first = record.getLong(at);
    long count = record.getLong(at + LogWritesLayout.ENTRY_SECTORS);
    long flags = record.getLong(at + LogWritesLayout.ENTRY_FLAGS);
    long dataBytes = record.getLong(at + LogWritesLayout.ENTRY_DATA_BYTES);
    if (entries >= promised && (first | count | flags | dataBytes) == 0) {
      return false;
    }
    if ((flags & ~LogWritesLayout.ALL_FLAGS) != 0) {
      throw input.fault("flags of 0 to 31", Long.toUnsignedString(flags));
    }
    if (dataBytes < 0 || dataBytes > sectorBytes - LogWritesLayout.ENTRY_BYTES) {
      throw input.fault(
          "data of 0 to " + (sectorBytes - LogWritesLayout.ENTRY_BYTES) + " bytes in the entry",
          Long.toUnsignedString(dataBytes));
    }
    long offset = Units.bytes(input, "a sector", first, sectorBytes);
    long length = Units.bytes(input, "a number of sectors", count, sectorBytes);
    boolean discard = (flags & LogWritesLayout.DISCARD) != 0;
    input.skip(sectorBytes);
    input.skip(discard ? 0 : length);
    put(into, offset, length, flags);
    if (entries >= promised) {
      behind.increment();
    }
    entries++;
    return true;
  }

  private void put(RecordSink into, long offset, long length, long flags)
      throws TraceFormatException {
    if ((flags & LogWritesLayout.MARK) != 0) {
      marks.increment();
      return;
    }
    if (length > 0) {
      boolean discard = (flags & LogWritesLayout.DISCARD) != 0;
      into.add(0, offset, length, discard ? TraceOperation.DISCARD : TraceOperation.WRITE);
      untimed.increment();
      if (!discard) {
        writes.increment();
      }
    } else if ((flags & LogWritesLayout.FLUSH) != 0) {
      into.flush(0);
      untimed.increment();
    } else {
      empty.increment();
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
