package dev.dirtybench.workloads.text;

import dev.dirtybench.workloads.Quoted;
import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.read.DeviceFilter;
import dev.dirtybench.workloads.read.LineFields;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.read.RecordSink;
import dev.dirtybench.workloads.read.Tally;
import dev.dirtybench.workloads.read.TraceInput;

/**
 * The lines of a fio log: {@code [microseconds] file action [offset length]}.
 *
 * <p>fio appends to a log that is there; a second header starts another run, whose times go on
 * where those of the run before ended.
 */
final class FioStream extends TextStream {
  private static final int US = 1000;

  private final DeviceFilter files;
  private final Tally waits;
  private final Tally rangeSyncs;
  private final Tally untimed;
  private int version;
  private long runStart;
  private long last;

  FioStream(TraceInput input, ReadOptions options) {
    super(input, FioReader.FORMAT, options);
    files = deviceFilter(options);
    waits = sink().tally("wait lines left out");
    rangeSyncs = sink().tally("sync_file_range lines left out");
    untimed = sink().tally("operations without a time, as version 2 of the iolog has none");
  }

  @Override
  void line(RecordSink into) throws TraceFormatException {
    LineFields fields = fields();
    int count = fields.splitAtBlanks();
    if (version == 0 || fields.is(0, "fio") && count == 4 && fields.is(3, "iolog")) {
      header();
      return;
    }
    int file = version == 3 ? 1 : 0;
    if (count == file + 4) {
      operation(into, file);
    } else if (count == file + 2) {
      if (!fields.is(file + 1, "add")
          && !fields.is(file + 1, "open")
          && !fields.is(file + 1, "close")) {
        throw fields.fault(file + 1, "add, open or close");
      }
    } else {
      throw malformed((version == 3 ? "TIME " : "") + "FILE ACTION with or without OFFSET LENGTH");
    }
  }

  private void header() throws TraceFormatException {
    String line = lines().raw();
    if (line.equals(FioReader.VERSION_3)) {
      version = 3;
    } else if (line.equals(FioReader.VERSION_2)) {
      version = 2;
    } else {
      throw lines()
          .fault(
              Quoted.text(FioReader.VERSION_2) + " or " + Quoted.text(FioReader.VERSION_3),
              Quoted.text(line));
    }
    runStart = last;
  }

  private void operation(RecordSink into, int file) throws TraceFormatException {
    LineFields fields = fields();
    int action = file + 1;
    boolean flush = false;
    TraceOperation operation = TraceOperation.WRITE;
    if (fields.is(action, "read")) {
      leaveOutRead();
      return;
    } else if (fields.is(action, "trim")) {
      operation = TraceOperation.DISCARD;
    } else if (fields.is(action, "sync")
        || fields.is(action, "datasync")
        || fields.is(action, "syncfs")) {
      flush = true;
    } else if (fields.is(action, "sync_file_range")) {
      rangeSyncs.increment();
      return;
    } else if (version == 2 && fields.is(action, "wait")) {
      waits.increment();
      return;
    } else if (!fields.is(action, "write")) {
      throw fields.fault(action, "read, write, trim, sync or datasync");
    }
    long time = time();
    long offset = number(action + 1, "the offset");
    long length = number(action + 2, "the length");
    if (!files.takes(fields.buffer(), fields.start(file), fields.end(file))) {
      return;
    }
    if (flush) {
      into.flush(time);
    } else {
      add(into, time, offset, length, operation);
    }
  }

  private long time() throws TraceFormatException {
    if (version == 2) {
      untimed.increment();
      return last;
    }
    long sinceStart = time(0, "the time in microseconds", US);
    if (sinceStart > Long.MAX_VALUE - runStart) {
      throw fields().fault(0, "a time that is below 2^63 ns with those of the runs before");
    }
    last = Math.max(last, runStart + sinceStart);
    return runStart + sinceStart;
  }
}
