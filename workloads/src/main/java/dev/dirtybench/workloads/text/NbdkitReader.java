package dev.dirtybench.workloads.text;

import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.read.Match;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.read.Times;
import dev.dirtybench.workloads.read.TraceInput;
import dev.dirtybench.workloads.read.TraceReader;
import dev.dirtybench.workloads.read.TraceStart;
import java.util.regex.Pattern;

/** Reads the log of nbdkit's log filter. */
public final class NbdkitReader extends TraceReader {
  static final String FORMAT = "nbdkit";

  private static final int LOOKED_AT = 5;
  private static final Pattern RECORD =
      Pattern.compile(
          "^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6} "
              + "(connection=\\d+ |Ready |Fork|Preconnect |\\.\\.\\.Preconnect )");

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public String summary() {
    return "log of nbdkit --filter=log";
  }

  @Override
  public Times times() {
    return Times.CLOCK;
  }

  @Override
  public Match recognise(TraceStart start) {
    return FirstLines.any(start, LOOKED_AT, RECORD) ? Match.CERTAIN : Match.NO;
  }

  @Override
  public OperationStream open(TraceInput input, ReadOptions options) {
    return new NbdkitStream(input, options);
  }
}
