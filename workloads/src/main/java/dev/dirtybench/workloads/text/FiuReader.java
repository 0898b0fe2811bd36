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
 * Reads the traces of Florida International University (SNIA IOTTA 391).
 *
 * <p>{@code nanoseconds pid process address sectors W|R major minor hashes}; a process may have
 * blanks in its name, so the fields are counted from the right. A disk is {@code major,minor}.
 */
public final class FiuReader extends ColumnsReader {
  private static final String FORMAT = "fiu";
  private static final String FIELDS = "TIME PID PROCESS ADDRESS SECTORS W|R MAJOR MINOR HASHES";
  private static final int FIELD_COUNT = 9;
  private static final Pattern ROW =
      Pattern.compile("\\d+ \\d+ .*\\d+ \\d+ [RW] \\d+ \\d+ [0-9a-fA-F-]+");

  /** Knows the form; has no state. */
  public FiuReader() {
    super(FORMAT, "FIU traces (SNIA IOTTA 391)", FIELDS, ROW, Match.CERTAIN);
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
    private byte[] device = new byte[64];

    Rows(TraceInput input, ReadOptions options) {
      super(input, FORMAT, options);
      devices = deviceFilter(DeviceNumbers.asPrinted(options));
    }

    @Override
    void line(RecordSink into) throws TraceFormatException {
      LineFields fields = fields();
      int count = fields.splitAtBlanks();
      if (count < FIELD_COUNT) {
        throw malformed(FIELDS);
      }
      int type = count - 4;
      if (fields.is(type, "R")) {
        leaveOutRead();
        return;
      }
      if (!fields.is(type, "W")) {
        throw fields.fault(type, "W or R");
      }
      long time = number(0, "the time");
      long offset = sectors(type - 2, "the address in sectors");
      long length = sectors(type - 1, "the number of sectors");
      if (takesDevice(type + 1)) {
        add(into, time, offset, length, TraceOperation.WRITE);
      }
    }

    private boolean takesDevice(int major) throws TraceFormatException {
      LineFields fields = fields();
      int majorLength = fields.length(major);
      int minorLength = fields.length(major + 1);
      int length = majorLength + 1 + minorLength;
      if (length > device.length) {
        device = new byte[length];
      }
      System.arraycopy(fields.buffer(), fields.start(major), device, 0, majorLength);
      device[majorLength] = ',';
      System.arraycopy(
          fields.buffer(), fields.start(major + 1), device, majorLength + 1, minorLength);
      return devices.takes(device, 0, length);
    }
  }
}
