package dev.dirtybench.workloads.csv;

import dev.dirtybench.workloads.CommentLine;
import dev.dirtybench.workloads.CsvRows;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.read.LineReader;
import dev.dirtybench.workloads.read.Match;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.read.Times;
import dev.dirtybench.workloads.read.TraceInput;
import dev.dirtybench.workloads.read.TraceReader;
import dev.dirtybench.workloads.read.TraceStart;
import java.io.IOException;
import java.util.List;

/** Reads the project's CSV form of a write trace; the README of this module states the form. */
public final class CsvTraceReader extends TraceReader {
  @Override
  public String format() {
    return "csv";
  }

  @Override
  public String summary() {
    return "the project's CSV: timestamp_ns,offset_bytes,length_bytes,op";
  }

  @Override
  public Times times() {
    return Times.SINCE_FIRST_RECORD;
  }

  @Override
  public Match recognise(TraceStart start) {
    List<String> lines = start.lines(1);
    if (lines.isEmpty()) {
      return Match.NO;
    }
    String first = lines.get(0);
    if (first.startsWith("# " + CsvHead.VERSION_STEM) || first.equals(CsvRows.HEADER)) {
      return Match.CERTAIN;
    }
    // Comments may stand first in many forms; the header or the size's comment decides.
    boolean ours =
        first.startsWith("#")
            && start.lines(CommentLine.MAX_COUNT).stream()
                .anyMatch(
                    line -> line.equals(CsvRows.HEADER) || line.startsWith("# device_size_bytes:"));
    return ours ? Match.CERTAIN : Match.NO;
  }

  @Override
  public OperationStream open(TraceInput input, ReadOptions options) throws IOException {
    LineReader lines = new LineReader(input.content(), input.name());
    CsvHead head = CsvHead.read(lines);
    TraceHead known =
        new TraceHead(
            head.name() == null ? input.plainName() : head.name(),
            head.source() == null ? "not stated by " + input.plainName() : head.source(),
            head.comments(),
            options.deviceSize() == TraceHead.UNKNOWN ? head.deviceSize() : options.deviceSize(),
            head.operations() == null ? TraceHead.UNKNOWN : head.operations());
    return new CsvStream(input, lines, known);
  }
}
