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

/** The records of a vscsi trace. */
final class VscsiStream extends RecordStream {
  private final TraceInput file;
  private final BinaryInput input;
  private final VscsiVersion version;
  private final Tally reads;
  private final Tally others;
  private final Tally empty;
  private final Tally same;
  private final Tally unmaps;

  /** Records from the first one on. */
  VscsiStream(TraceInput file, BinaryInput input, TraceHead head, VscsiVersion version) {
    super(head, input, head.deviceSize());
    this.file = file;
    this.input = input;
    this.version = version;
    reads = sink().tally("reads left out");
    others = sink().tally("commands that neither read nor write left out");
    empty = sink().tally("writes without a length left out");
    same = sink().tally("WRITE SAME taken with the length of their data, as the file has no other");
    unmaps = sink().tally("UNMAP taken with the record's one range, as the file has no other");
  }

  @Override
  protected boolean record(RecordSink into) throws IOException {
    ByteBuffer record = input.record(version.bytes());
    if (record == null) {
      return false;
    }
    int at = record.position();
    if (!version.fits(record, at)) {
      throw input.fault("a record of vscsi's version " + (version.ordinal() + 1), "another");
    }
    int command = version.command(record, at);
    switch (command) {
      case 0x0a, 0x2a, 0xaa, 0x8a, 0x2e, 0xae, 0x8e:
        put(record, at, TraceOperation.WRITE, null, into);
        break;
      case 0x41, 0x93:
        put(record, at, TraceOperation.WRITE, same, into);
        break;
      case 0x42:
        put(record, at, TraceOperation.DISCARD, unmaps, into);
        break;
      case 0x35, 0x91:
        into.flush(Units.microseconds(input, version.time(record, at)));
        break;
      case 0x08, 0x28, 0xa8, 0x88:
        reads.increment();
        break;
      default:
        others.increment();
    }
    record.position(at + version.bytes());
    return true;
  }

  private void put(ByteBuffer record, int at, TraceOperation operation, Tally also, RecordSink into)
      throws TraceFormatException {
    long length = version.length(record, at);
    if (length == 0) {
      empty.increment();
      return;
    }
    into.add(
        Units.microseconds(input, version.time(record, at)),
        Units.bytes(input, "a block", version.block(record, at), Units.SECTOR_BYTES),
        length,
        operation);
    if (also != null) {
      also.increment();
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
