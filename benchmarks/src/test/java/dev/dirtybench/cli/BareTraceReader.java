package dev.dirtybench.cli;

import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.read.LineReader;
import dev.dirtybench.workloads.read.Match;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.read.RecordSink;
import dev.dirtybench.workloads.read.RecordStream;
import dev.dirtybench.workloads.read.TraceInput;
import dev.dirtybench.workloads.read.TraceReader;
import dev.dirtybench.workloads.read.TraceStart;
import java.io.IOException;

/** A format of somebody else: offset and length of a write on each line, behind "# bare". */
public final class BareTraceReader extends TraceReader {
  @Override
  public String format() {
    return "bare";
  }

  @Override
  public String summary() {
    return "offset and length, as an example";
  }

  @Override
  public Match recognise(TraceStart start) {
    return start.lines(1).contains("# bare") ? Match.CERTAIN : Match.NO;
  }

  @Override
  public OperationStream open(TraceInput input, ReadOptions options) throws IOException {
    LineReader lines = new LineReader(input.content(), input.name());
    lines.next();
    lines.next();
    return new RecordStream(
        input.head(format()).withDeviceSize(options.deviceSize()), lines, options.deviceSize()) {
      @Override
      protected boolean record(RecordSink into) throws IOException {
        if (!lines.present()) {
          return false;
        }
        String[] fields = lines.raw().split(" ");
        into.add(0, Long.parseLong(fields[0]), Long.parseLong(fields[1]), TraceOperation.WRITE);
        lines.next();
        return true;
      }

      @Override
      public void close() throws IOException {
        input.close();
      }
    };
  }
}
