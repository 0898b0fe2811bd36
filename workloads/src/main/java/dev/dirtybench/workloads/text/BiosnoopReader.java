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
import dev.dirtybench.workloads.read.TraceInput;
import dev.dirtybench.workloads.read.TraceReader;
import dev.dirtybench.workloads.read.TraceStart;
import java.util.regex.Pattern;

/**
 * Reads what biosnoop of the BPF compiler collection prints.
 *
 * <p>A header names the columns: {@code TIME(s) COMM PID DISK T SECTOR BYTES}, then others such as
 * {@code QUE(ms)} and {@code LAT(ms)}. A program may have blanks in its name, so the fields are
 * counted from the right. Times are seconds from the start, of the completion.
 */
public final class BiosnoopReader extends TraceReader {
  private static final String FORMAT = "biosnoop";
  private static final String COLUMNS = "TIME(s) COMM PID DISK T SECTOR BYTES LAT(ms)";
  private static final int LINES_BEFORE = 4;
  private static final Pattern HEADER =
      Pattern.compile("^TIME\\(s\\)\\s+COMM\\s+PID\\s+DISK\\s+T\\s+SECTOR\\s+BYTES\\b");

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public String summary() {
    return "output of biosnoop (bcc, libbpf-tools)";
  }

  @Override
  public Match recognise(TraceStart start) {
    return FirstLines.any(start, LINES_BEFORE + 1, HEADER) ? Match.CERTAIN : Match.NO;
  }

  @Override
  public OperationStream open(TraceInput input, ReadOptions options) {
    return new Rows(input, options);
  }

  private static final class Rows extends TextStream {
    private final DeviceFilter disks;
    private final Tally others;
    private int columns;

    Rows(TraceInput input, ReadOptions options) {
      super(input, FORMAT, options);
      disks = deviceFilter(options);
      others = sink().tally("records of another type than R, W, D or F left out");
    }

    @Override
    void line(RecordSink into) throws TraceFormatException {
      LineFields fields = fields();
      int count = fields.splitAtBlanks();
      if (columns == 0) {
        findHeader(count);
        return;
      }
      if (count < columns) {
        throw malformed("the " + columns + " columns of the header");
      }
      int type = count - columns + 4;
      if (fields.at(type, 0) < 'A' || fields.at(type, 0) > 'Z') {
        throw fields.fault(type, "a type such as R, W, D or F");
      }
      RequestKind kind = RequestKind.of(fields, type);
      if (kind == RequestKind.READ) {
        leaveOutRead();
        return;
      }
      if (kind == RequestKind.OTHER) {
        others.increment();
        return;
      }
      long time = seconds(0, "the time");
      long length = number(type + 2, "the number of bytes");
      int disk = type - 1;
      if (!disks.takes(fields.buffer(), fields.start(disk), fields.end(disk))) {
        return;
      }
      if (length == 0 && RequestKind.flushesFirst(fields, type)) {
        into.flush(time);
      } else {
        // The sector of a request without length is no sector, such as 2^64 - 1.
        long offset = length == 0 ? 0 : sectors(type + 1, "the first sector");
        add(
            into,
            time,
            offset,
            length,
            kind == RequestKind.DISCARD ? TraceOperation.DISCARD : TraceOperation.WRITE);
      }
    }

    private void findHeader(int count) throws TraceFormatException {
      if (fields().startsWith(0, "TIME") && HEADER.matcher(lines().raw()).find()) {
        columns = count;
      } else if (lines().number() > LINES_BEFORE) {
        throw malformed("the header " + COLUMNS);
      }
    }

    @Override
    void end() throws TraceFormatException {
      if (columns == 0) {
        throw lines().fault("the header " + COLUMNS, "the end of the file");
      }
    }
  }
}
