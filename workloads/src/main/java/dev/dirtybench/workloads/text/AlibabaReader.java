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
 * Reads the block traces of Alibaba's cloud disks of 2020, many disks in one file.
 *
 * <p>Times are microseconds of the Unix clock; offsets and lengths are bytes.
 */
public final class AlibabaReader extends ColumnsReader {
  private static final String FORMAT = "alibaba";
  private static final String COLUMNS = "device_id,opcode,offset,length,timestamp";
  private static final int US = 1000;

  private static final Pattern ROW = Pattern.compile("\\d+,[RW],\\d+,\\d+,\\d+");

  /** Knows the form; has no state. */
  public AlibabaReader() {
    super(FORMAT, "Alibaba block traces 2020", COLUMNS, ROW, Match.POSSIBLE);
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

    Rows(TraceInput input, ReadOptions options) {
      super(input, FORMAT, options);
      devices = deviceFilter(options);
    }

    @Override
    void line(RecordSink into) throws TraceFormatException {
      if (isHeader(COLUMNS)) {
        return;
      }
      columns(5, 5, COLUMNS);
      LineFields fields = fields();
      if (fields.is(1, "R")) {
        leaveOutRead();
        return;
      }
      if (!fields.is(1, "W")) {
        throw fields.fault(1, "opcode R or W");
      }
      long offset = number(2, "the offset");
      long length = number(3, "the length");
      long time = time(4, "the time in microseconds", US);
      if (devices.takes(fields.buffer(), fields.start(0), fields.end(0))) {
        add(into, time, offset, length, TraceOperation.WRITE);
      }
    }
  }
}
