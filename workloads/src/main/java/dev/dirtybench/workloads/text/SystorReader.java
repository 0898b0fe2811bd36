package dev.dirtybench.workloads.text;

import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.read.DeviceFilter;
import dev.dirtybench.workloads.read.LineFields;
import dev.dirtybench.workloads.read.Match;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.read.RecordSink;
import dev.dirtybench.workloads.read.Tally;
import dev.dirtybench.workloads.read.Times;
import dev.dirtybench.workloads.read.TraceInput;
import java.util.regex.Pattern;

/**
 * Reads the traces of a virtual desktop infrastructure published at SYSTOR '17 (SNIA IOTTA 4928).
 *
 * <p>Times are seconds of the Unix clock; offsets and sizes are bytes. Some records have no type;
 * nobody knows what they did.
 */
public final class SystorReader extends ColumnsReader {
  private static final String FORMAT = "systor";
  private static final String COLUMNS = "Timestamp,Response,IOType,LUN,Offset,Size";

  private static final Pattern ROW =
      Pattern.compile("\\d{9,11}\\.\\d+,[\\d.]*,[RW ]?,\\d+,\\d+,\\d+");

  /** Knows the form; has no state. */
  public SystorReader() {
    super(FORMAT, "SYSTOR '17 LUN traces (SNIA IOTTA 4928)", COLUMNS, ROW, Match.CERTAIN);
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
    private final DeviceFilter luns;
    private final Tally typeless;

    Rows(TraceInput input, ReadOptions options) {
      super(input, FORMAT, options);
      luns = deviceFilter(options);
      typeless = sink().tally("records without a type left out");
    }

    @Override
    void line(RecordSink into) throws TraceFormatException {
      if (isHeader(COLUMNS)) {
        return;
      }
      columns(6, 6, COLUMNS);
      LineFields fields = fields();
      fields.trim();
      if (fields.is(2, "R")) {
        leaveOutRead();
        return;
      }
      if (fields.length(2) == 0) {
        typeless.increment();
        return;
      }
      if (!fields.is(2, "W")) {
        throw fields.fault(2, "type R, W or none");
      }
      long time = seconds(0, "the time");
      long offset = number(4, "the offset");
      long length = number(5, "the size");
      if (luns.takes(fields.buffer(), fields.start(3), fields.end(3))) {
        add(into, time, offset, length, TraceOperation.WRITE);
      }
    }
  }
}
