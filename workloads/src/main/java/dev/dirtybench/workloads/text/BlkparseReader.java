package dev.dirtybench.workloads.text;

import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.read.Match;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.read.ReaderSetting;
import dev.dirtybench.workloads.read.TraceInput;
import dev.dirtybench.workloads.read.TraceReader;
import dev.dirtybench.workloads.read.TraceStart;
import java.util.List;
import java.util.regex.Pattern;

/** Reads what blkparse prints of a blktrace recording, in its default format. */
public final class BlkparseReader extends TraceReader {
  static final String FORMAT = "blkparse";

  static final ReaderSetting ACTION =
      new ReaderSetting(
          "action",
          List.of("D", "Q", "C"),
          "D",
          "which of a request's lines counts: D issued to the driver, Q queued, C completed");

  private static final int LOOKED_AT = 20;
  private static final Pattern RECORD =
      Pattern.compile(
          "^\\s*\\d+,\\d+\\s+\\d+\\s+\\d+\\s+\\d+\\.\\d{9}\\s+\\d+\\s+[A-Za-z]{1,2}\\s");

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public String summary() {
    return "text of blkparse (Linux blktrace), default format";
  }

  @Override
  public List<ReaderSetting> settings() {
    return List.of(ACTION);
  }

  @Override
  public Match recognise(TraceStart start) {
    return FirstLines.any(start, LOOKED_AT, RECORD) ? Match.CERTAIN : Match.NO;
  }

  @Override
  public OperationStream open(TraceInput input, ReadOptions options) {
    return new BlkparseStream(input, options);
  }
}
