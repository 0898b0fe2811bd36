package dev.dirtybench.workloads.binary;

import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.read.BinaryInput;
import dev.dirtybench.workloads.read.Match;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.read.TraceInput;
import dev.dirtybench.workloads.read.TraceReader;
import dev.dirtybench.workloads.read.TraceStart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the log that dm-log-writes and QEMU's blklogwrites write. */
public final class LogWritesReader extends TraceReader {
  private static final String FORMAT = "blklogwrites";

  /** For the service loader. */
  public LogWritesReader() {}

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public String summary() {
    return "the log of dm-log-writes or QEMU's blklogwrites; has no times";
  }

  @Override
  public Match recognise(TraceStart start) {
    return start.startsWith('r', 'h', 's', 'w', 'f', 's', 'j', 0) ? Match.CERTAIN : Match.NO;
  }

  @Override
  public OperationStream open(TraceInput file, ReadOptions options) throws IOException {
    BinaryInput input = new BinaryInput(file.content(), file.name());
    input.order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer record = input.record(LogWritesLayout.SUPER_BYTES);
    if (record == null) {
      throw input.fault("the superblock of a log", "an empty file");
    }
    int at = record.position();
    if (record.getLong(at) != LogWritesLayout.MAGIC
        || record.getLong(at + LogWritesLayout.SUPER_VERSION) != LogWritesLayout.VERSION) {
      throw input.fault(
          "magic 0x6a736677736872 and version 1",
          "0x"
              + Long.toHexString(record.getLong(at))
              + " and version "
              + Long.toUnsignedString(record.getLong(at + LogWritesLayout.SUPER_VERSION)));
    }
    long entries = record.getLong(at + LogWritesLayout.SUPER_ENTRIES);
    if (entries < 0) {
      throw input.fault("0 to 2^63 - 1 entries", Long.toUnsignedString(entries));
    }
    int sectorBytes = record.getInt(at + LogWritesLayout.SUPER_SECTOR_BYTES);
    if (Integer.bitCount(sectorBytes) != 1
        || sectorBytes < LogWritesLayout.LEAST_SECTOR_BYTES
        || sectorBytes > LogWritesLayout.MOST_SECTOR_BYTES) {
      throw input.fault(
          "a sector size of 512 bytes to 8 MiB, a power of two",
          Integer.toUnsignedString(sectorBytes));
    }
    input.skip(sectorBytes);
    return new LogWritesStream(
        file, input, file.head(FORMAT).withDeviceSize(options.deviceSize()), entries, sectorBytes);
  }
}
