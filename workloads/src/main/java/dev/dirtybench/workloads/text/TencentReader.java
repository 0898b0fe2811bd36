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
 * Reads the traces of Tencent's cloud block storage (SNIA IOTTA 27917), many volumes in one file.
 *
 * <p>Times are whole seconds of the Unix clock; offsets and sizes are sectors; type 1 is a write.
 */
public final class TencentReader extends ColumnsReader {
  private static final String FORMAT = "tencent";
  private static final String COLUMNS = "Timestamp,Offset,Size,IOType,VolumeID";
  private static final int SECOND_NS = 1_000_000_000;

  private static final Pattern ROW = Pattern.compile("\\d{9,11},\\d+,\\d+,[01],\\d+");

  /** Knows the form; has no state. */
  public TencentReader() {
    super(FORMAT, "Tencent CBS traces (SNIA IOTTA 27917)", COLUMNS, ROW, Match.POSSIBLE);
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
    private final DeviceFilter volumes;

    Rows(TraceInput input, ReadOptions options) {
      super(input, FORMAT, options);
      volumes = deviceFilter(options);
    }

    @Override
    void line(RecordSink into) throws TraceFormatException {
      if (isHeader(COLUMNS)) {
        return;
      }
      columns(5, 5, COLUMNS);
      LineFields fields = fields();
      if (fields.is(3, "0")) {
        leaveOutRead();
        return;
      }
      if (!fields.is(3, "1")) {
        throw fields.fault(3, "type 0 (read) or 1 (write)");
      }
      long time = time(0, "the time in seconds", SECOND_NS);
      long offset = sectors(1, "the offset in sectors");
      long length = sectors(2, "the size in sectors");
      if (volumes.takes(fields.buffer(), fields.start(4), fields.end(4))) {
        add(into, time, offset, length, TraceOperation.WRITE);
      }
    }
  }
}
