package dev.dirtybench.workloads.own;

import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.read.Match;
import dev.dirtybench.workloads.read.PackedFault;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.read.Times;
import dev.dirtybench.workloads.read.TraceInput;
import dev.dirtybench.workloads.read.TraceReader;
import dev.dirtybench.workloads.read.TraceStart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the project's binary form of a write trace; the README of this module states the form. */
public final class DbtTraceReader extends TraceReader {
  static final String FORMAT = "dbt";
  static final String SUMMARY =
      "the project's binary form: columns, packed in blocks with an index";

  /** For the service loader. */
  public DbtTraceReader() {}

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public String summary() {
    return SUMMARY;
  }

  @Override
  public Times times() {
    return Times.SINCE_FIRST_RECORD;
  }

  @Override
  public Match recognise(TraceStart start) {
    // The four bytes behind these show a damaged transfer, which opening reports.
    return start.startsWith(0x89, 'D', 'B', 'T') ? Match.CERTAIN : Match.NO;
  }

  @Override
  public OperationStream open(TraceInput file, ReadOptions options) throws IOException {
    DbtInput input = DbtInput.of(file);
    try {
      DbtHead head = head(input);
      DbtEnd end = input.seekable() ? end(input, head) : null;
      TraceHead trace = head.trace();
      if (options.deviceSize() != TraceHead.UNKNOWN) {
        trace = trace.withDeviceSize(options.deviceSize());
      }
      if (end != null && trace.operations() == TraceHead.UNKNOWN) {
        trace = trace.withOperations(end.operations());
      }
      return new DbtStream(input, trace, head.blockOperations(), end);
    } catch (IOException | RuntimeException e) {
      input.close();
      throw e;
    }
  }

  private static DbtHead head(DbtInput input) throws IOException {
    byte[] start = new byte[DbtLayout.HEAD_BYTES];
    input.read(start, 0, start.length, "head");
    try {
      int length = DbtHead.lengthOf(ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN));
      byte[] whole = java.util.Arrays.copyOf(start, length);
      input.read(whole, start.length, length - start.length, "head");
      return DbtHead.parse(ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN));
    } catch (PackedFault e) {
      throw (IOException) input.fault("head", 0, e.expected(), e.found()).initCause(e);
    }
  }

  /** Looks at the end of the file first, so that a cut one is refused before it is read. */
  private static DbtEnd end(DbtInput input, DbtHead head) throws IOException {
    long start = input.position();
    long offset = Math.max(0, input.size() - DbtLayout.END_BYTES);
    byte[] bytes = new byte[DbtLayout.END_BYTES];
    input.seek(offset);
    input.read(bytes, 0, bytes.length, "end");
    DbtEnd end = DbtEnd.of(bytes, 0, offset, head.blockOperations());
    if (end == null || end.index() < start) {
      throw input.fault("end", offset, "the end of a whole file", "other bytes, as of a cut file");
    }
    input.seek(start);
    return end;
  }
}
