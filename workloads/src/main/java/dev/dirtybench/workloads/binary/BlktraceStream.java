package dev.dirtybench.workloads.binary;

import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.read.BinaryInput;
import dev.dirtybench.workloads.read.DeviceFilter;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.read.RecordSink;
import dev.dirtybench.workloads.read.RecordStream;
import dev.dirtybench.workloads.read.Tally;
import dev.dirtybench.workloads.read.TraceInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The records of one file of blktrace. */
final class BlktraceStream extends RecordStream {
  private final TraceInput file;
  private final BinaryInput input;
  private final DeviceFilter devices;
  private final int wanted;
  private final Tally reads;
  private final Tally passthrough;
  private final Tally failed;
  private final Tally empty;
  private int magic;
  private int device;
  private byte[] deviceName;

  /**
   * Records from the first one on.
   *
   * @param wanted number of the one action that counts
   */
  BlktraceStream(
      TraceInput file, BinaryInput input, TraceHead head, ReadOptions options, int wanted) {
    super(head, input, head.deviceSize());
    this.file = file;
    this.input = input;
    this.wanted = wanted;
    devices = new DeviceFilter(options, input, sink());
    reads = sink().tally("reads left out");
    passthrough = sink().tally("passthrough commands left out, as their ranges are not known");
    failed = sink().tally("failed requests left out");
    empty = sink().tally("writes without a range left out");
  }

  @Override
  protected boolean record(RecordSink into) throws IOException {
    ByteBuffer record = input.record(BlktraceLayout.BYTES_7);
    if (record == null) {
      return false;
    }
    boolean longer = version(record) == BlktraceLayout.VERSION_8;
    if (longer) {
      record = input.more(BlktraceLayout.BYTES_8);
    }
    int at = record.position();
    int payload =
        record.getShort(at + (longer ? BlktraceLayout.PAYLOAD_8 : BlktraceLayout.PAYLOAD_7));
    if (longer) {
      take(
          record,
          at,
          record.getLong(at + BlktraceLayout.ACTION_8),
          record.getInt(at + BlktraceLayout.DEVICE_8),
          record.getShort(at + BlktraceLayout.ERROR_8),
          into);
    } else {
      take(
          record,
          at,
          record.getInt(at + BlktraceLayout.ACTION_7),
          record.getInt(at + BlktraceLayout.DEVICE_7),
          record.getShort(at + BlktraceLayout.ERROR_7),
          into);
    }
    record.position(at + (longer ? BlktraceLayout.BYTES_8 : BlktraceLayout.BYTES_7));
    input.skip(payload & 0xffff);
    return true;
  }

  /** The version in a record's magic, which must be the same in all. */
  private int version(ByteBuffer record) throws TraceFormatException {
    int found = record.getInt(record.position());
    if (magic == 0) {
      if ((found & BlktraceLayout.MAGIC_MASK) != BlktraceLayout.MAGIC) {
        found = Integer.reverseBytes(found);
        input.order(
            record.order() == ByteOrder.BIG_ENDIAN
                ? ByteOrder.LITTLE_ENDIAN
                : ByteOrder.BIG_ENDIAN);
      }
      int version = found & ~BlktraceLayout.MAGIC_MASK;
      if ((found & BlktraceLayout.MAGIC_MASK) != BlktraceLayout.MAGIC
          || version != BlktraceLayout.VERSION_7 && version != BlktraceLayout.VERSION_8) {
        throw input.fault(
            "blktrace's magic 0x65617407 or 0x65617408", "0x" + Integer.toHexString(found));
      }
      magic = found;
    }
    if (found != magic) {
      throw input.fault(
          "blktrace's magic 0x" + Integer.toHexString(magic) + " as in the record before",
          "0x" + Integer.toHexString(found));
    }
    return magic & ~BlktraceLayout.MAGIC_MASK;
  }

  private void take(
      ByteBuffer record, int at, long action, int recordDevice, int error, RecordSink into)
      throws TraceFormatException {
    long category = action >>> BlktraceLayout.CATEGORY_SHIFT;
    if ((category & BlktraceLayout.NOTIFY) != 0
        || (action & BlktraceLayout.ACTION_MASK & ~BlktraceLayout.CGROUP) != wanted) {
      return;
    }
    // A discard carries the bit of a write too.
    boolean discard = (category & BlktraceLayout.DISCARD) != 0;
    boolean flush = (category & BlktraceLayout.FLUSH) != 0;
    boolean write = (category & BlktraceLayout.WRITE) != 0;
    if (!discard && !write && !flush) {
      reads.increment();
    } else if (devices.takes(name(recordDevice), 0, deviceName.length)) {
      long bytes = Integer.toUnsignedLong(record.getInt(at + BlktraceLayout.BYTES));
      long time = Units.nanoseconds(input, record.getLong(at + BlktraceLayout.TIME));
      if ((category & BlktraceLayout.PASSTHROUGH) != 0) {
        passthrough.increment();
      } else if (wanted == BlktraceLayout.COMPLETED && error != 0) {
        failed.increment();
      } else if (bytes > 0 && (discard || write)) {
        into.add(
            time,
            Units.bytes(
                input, "a sector", record.getLong(at + BlktraceLayout.SECTOR), Units.SECTOR_BYTES),
            bytes,
            discard ? TraceOperation.DISCARD : TraceOperation.WRITE);
      } else if (flush) {
        into.flush(time);
      } else {
        empty.increment();
      }
    }
  }

  /** Major and minor number as blkparse writes them. */
  private byte[] name(int number) {
    if (deviceName == null || device != number) {
      device = number;
      String text =
          (number >>> BlktraceLayout.MINOR_BITS)
              + ","
              + (number & (1 << BlktraceLayout.MINOR_BITS) - 1);
      deviceName = text.getBytes(StandardCharsets.US_ASCII);
    }
    return deviceName;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
