package dev.dirtybench.cli.trace;

import dev.dirtybench.workloads.OperationStream;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a trace in another format. */
@Command(
    name = "convert",
    description = "Writes a trace in another format; the output is there whole or not at all.",
    footer = {
      "",
      "Examples:",
      "  dirtybench trace convert mine.blkparse.txt mine.csv.gz",
      "  dirtybench trace convert --to csv postgres - | head"
    })
final class ConvertCommand extends TraceJob {
  @Mixin private OutputFile output;

  @Option(names = "--to", paramLabel = "FORMAT", description = "the same as --format")
  private String to;

  @Mixin private ReadingOptions reading;

  @Parameters(index = "0", paramLabel = "TRACE", description = "which trace")
  private String trace;

  @Parameters(
      index = "1",
      paramLabel = "OUT",
      description = "where to; packed if it ends in .gz, .xz or .zst; - for standard output")
  private String file;

  @Override
  void run() throws IOException {
    if (to != null) {
      output.format(to);
    }
    output.check(file);
    try (OperationStream stream = openSized(trace, reading.get())) {
      output.write(stream, file);
      remark(trace, stream.remarks());
    }
  }
}
