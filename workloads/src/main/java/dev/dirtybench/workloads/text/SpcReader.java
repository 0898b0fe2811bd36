package dev.dirtybench.workloads.text;

import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.read.DeviceFilter;
import dev.dirtybench.workloads.read.LineFields;
import dev.dirtybench.workloads.read.Match;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.read.RecordSink;
import dev.dirtybench.workloads.read.TraceInput;
import java.util.regex.Pattern;

/**
 * Reads traces in the form of the Storage Performance Council, as the UMass repository has them.
 *
 * <p>Addresses are sectors, sizes are bytes, times are seconds from the start; an application
 * storage unit (ASU) is a disk of its own. Fields behind the fifth say nothing of the operation.
 */
public final class SpcReader extends ColumnsReader {
  private static final String FORMAT = "spc";
  private static final String COLUMNS = "ASU,LBA,Size,Opcode,Timestamp";

  private static final Pattern ROW =
      Pattern.compile(
          "\\s*\\d+\\s*,\\s*\\d+\\s*,\\s*\\d+\\s*,\\s*[rRwW]\\s*,\\s*\\d+(\\.\\d+)?\\s*(,.*)?");

  /** Knows the form; has no state. */
  public SpcReader() {
    super(
        FORMAT,
        "SPC traces of the UMass repository (Financial, WebSearch)",
        COLUMNS,
        ROW,
        Match.POSSIBLE);
  }

  @Override
  public OperationStream open(TraceInput input, ReadOptions options) {
    return new Rows(input, options);
  }

  private static final class Rows extends TextStream {
    private final DeviceFilter units;

    Rows(TraceInput input, ReadOptions options) {
      super(input, FORMAT, options);
      units = deviceFilter(options);
    }

    @Override
    void line(RecordSink into) throws TraceFormatException {
      if (isHeader(COLUMNS)) {
        return;
      }
      columns(5, Integer.MAX_VALUE, COLUMNS);
      LineFields fields = fields();
      fields.trim();
      if (fields.is(3, "r") || fields.is(3, "R")) {
        leaveOutRead();
        return;
      }
      if (!fields.is(3, "w") && !fields.is(3, "W")) {
        throw fields.fault(3, "opcode r or w");
      }
      long offset = sectors(1, "the address in sectors");
      long length = number(2, "the size");
      long time = seconds(4, "the time");
      if (units.takes(fields.buffer(), fields.start(0), fields.end(0))) {
        add(into, time, offset, length, TraceOperation.WRITE);
      }
    }
  }
}
