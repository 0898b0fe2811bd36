package dev.dirtybench.cli.trace;

import dev.dirtybench.workloads.ByteSize;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.shape.Cut;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a part of a trace. */
@Command(
    name = "cut",
    description = "Takes a part of a trace by number (--skip, --limit), then by time and place.",
    footer = {
      "",
      "Examples:",
      "  dirtybench trace cut postgres --from 60s --to 90s -o half-minute.csv.gz",
      "  dirtybench trace cut ext4-build --range 32G+4G --rebase -o partition.csv.gz"
    })
final class CutCommand extends TraceJob {
  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "where to; - for standard output")
  private String file;

  @Option(names = "--from", paramLabel = "TIME", description = "the first time that counts")
  private String from = "0";

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "the first time that does not count any more")
  private String to;

  @Option(
      names = "--range",
      paramLabel = "OFFSET+LENGTH",
      description = "the part of the disk that counts; operations are cut to it")
  private String range;

  @Option(
      names = "--rebase",
      description = "times and offsets count from the part's start, and the range is the disk")
  private boolean rebase;

  @Mixin private OutputFile output;

  @Mixin private ReadingOptions reading;

  @Parameters(index = "0", paramLabel = "TRACE", description = "which trace")
  private String trace;

  @Override
  void run() throws IOException {
    output.check(file);
    String[] bounds = range == null ? new String[] {"0", ""} : range.split("\\+", -1);
    if (bounds.length != 2) {
      throw new IllegalArgumentException(
          "expected --range OFFSET+LENGTH such as 1G+512M, found \"" + range + '"');
    }
    Cut cut =
        new Cut(
            TimeText.parse(from),
            to == null ? Long.MAX_VALUE : TimeText.parse(to),
            ByteSize.parse(bounds[0]),
            range == null ? Long.MAX_VALUE : ByteSize.parse(bounds[1]),
            rebase ? Cut.Origin.PART : Cut.Origin.WHOLE);
    try (OperationStream stream = cut.of(openSized(trace, reading.get()))) {
      output.write(stream, file);
      remark(trace, stream.remarks());
    }
  }
}
