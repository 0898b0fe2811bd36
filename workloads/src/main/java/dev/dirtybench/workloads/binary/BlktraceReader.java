package dev.dirtybench.workloads.binary;

import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.read.BinaryInput;
import dev.dirtybench.workloads.read.Joining;
import dev.dirtybench.workloads.read.Match;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.read.ReaderSetting;
import dev.dirtybench.workloads.read.Times;
import dev.dirtybench.workloads.read.TraceInput;
import dev.dirtybench.workloads.read.TraceReader;
import dev.dirtybench.workloads.read.TraceStart;
import java.io.IOException;
import java.util.List;

/** Reads what blktrace writes, one file for each CPU, of hosts of either byte order. */
public final class BlktraceReader extends TraceReader {
  private static final String FORMAT = "blktrace";

  private static final ReaderSetting ACTION =
      new ReaderSetting(
          "action",
          List.of("D", "Q", "C"),
          "D",
          "which of a request's records counts: D issued to the driver, Q queued, C completed");

  /** For the service loader. */
  public BlktraceReader() {}

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public String summary() {
    return "blktrace's binary files, one for each CPU, merged by time";
  }

  @Override
  public List<ReaderSetting> settings() {
    return List.of(ACTION);
  }

  @Override
  public Times times() {
    return Times.CLOCK;
  }

  @Override
  public Joining joining() {
    return Joining.BY_TIME;
  }

  @Override
  public Match recognise(TraceStart start) {
    boolean magic =
        start.startsWith(BlktraceLayout.VERSION_7, 't', 'a', 'e')
            || start.startsWith(BlktraceLayout.VERSION_8, 't', 'a', 'e')
            || start.startsWith('e', 'a', 't', BlktraceLayout.VERSION_7)
            || start.startsWith('e', 'a', 't', BlktraceLayout.VERSION_8);
    return magic ? Match.CERTAIN : Match.NO;
  }

  @Override
  public OperationStream open(TraceInput input, ReadOptions options) throws IOException {
    return new BlktraceStream(
        input,
        new BinaryInput(input.content(), input.name()),
        input.head(FORMAT).withDeviceSize(options.deviceSize()),
        options,
        actionOf(options.value(ACTION)));
  }

  private static int actionOf(String letter) {
    switch (letter) {
      case "Q":
        return BlktraceLayout.QUEUED;
      case "C":
        return BlktraceLayout.COMPLETED;
      default:
        return BlktraceLayout.ISSUED;
    }
  }
}
