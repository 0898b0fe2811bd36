package dev.dirtybench.workloads.text;

import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.read.DeviceFilter;
import dev.dirtybench.workloads.read.LineFields;
import dev.dirtybench.workloads.read.Match;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.read.RecordSink;
import dev.dirtybench.workloads.read.Times;
import dev.dirtybench.workloads.read.TraceInput;
import java.util.regex.Pattern;

/**
 * Reads the traces of enterprise servers that Microsoft Research Cambridge published (SNIA IOTTA
 * 388).
 *
 * <p>Times are Windows file times, of 100 ns since 1601; offsets and sizes are bytes. A disk is
 * named as the collection names its files, {@code host_number}.
 */
public final class MsrReader extends ColumnsReader {
  private static final String FORMAT = "msr";
  private static final String COLUMNS =
      "Timestamp,Hostname,DiskNumber,Type,Offset,Size,ResponseTime";
  private static final int TICK_NS = 100;
  private static final long TICKS_UP_TO_1970 = 116_444_736_000_000_000L;

  private static final Pattern ROW =
      Pattern.compile("\\d{17,19},[^,]+,\\d+,(?i:Read|Write),\\d+,\\d+,\\d+");

  /** Knows the form; has no state. */
  public MsrReader() {
    super(FORMAT, "MSR Cambridge traces (SNIA IOTTA 388)", COLUMNS, ROW, Match.CERTAIN);
  }

  @Override
  public Times times() {
    return Times.CLOCK;
  }

  @Override
  public OperationStream open(TraceInput input, ReadOptions options) {
    return new Rows(input, options);
  }

  private static final class Rows extends TextStream {
    private final DeviceFilter devices;
    private byte[] disk = new byte[64];

    Rows(TraceInput input, ReadOptions options) {
      super(input, FORMAT, options);
      devices = deviceFilter(options);
    }

    @Override
    void line(RecordSink into) throws TraceFormatException {
      if (isHeader(COLUMNS)) {
        return;
      }
      columns(7, 7, COLUMNS);
      LineFields fields = fields();
      byte type = fields.at(3, 0);
      if (type == 'R' || type == 'r') {
        leaveOutRead();
        return;
      }
      if (type != 'W' && type != 'w') {
        throw fields.fault(3, "Read or Write");
      }
      long time = fileTime();
      long offset = number(4, "the offset");
      long length = number(5, "the size");
      if (takesDisk()) {
        add(into, time, offset, length, TraceOperation.WRITE);
      }
    }

    private long fileTime() throws TraceFormatException {
      long ticks = number(0, "the time") - TICKS_UP_TO_1970;
      if (ticks < 0 || ticks > Long.MAX_VALUE / TICK_NS) {
        throw fields().fault(0, "a Windows file time of 1970 to 2262");
      }
      return ticks * TICK_NS;
    }

    private boolean takesDisk() throws TraceFormatException {
      LineFields fields = fields();
      int host = fields.length(1);
      int length = host + 1 + fields.length(2);
      if (length > disk.length) {
        disk = new byte[length];
      }
      // Both fields and the comma between them are one piece of the line.
      System.arraycopy(fields.buffer(), fields.start(1), disk, 0, length);
      disk[host] = '_';
      return devices.takes(disk, 0, length);
    }
  }
}
