package dev.dirtybench.cli.trace;

import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.portrait.Portrait;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws a trace. */
@Command(
    name = "plot",
    description =
        "Draws a trace as SVG: address over time, lengths of extents, density by granularity.",
    footer = {"", "Example:", "  dirtybench trace plot postgres -o postgres.svg"})
final class PlotCommand extends TraceJob {
  @Mixin private ReadingOptions reading;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "the picture; - for standard output")
  private String file;

  @Parameters(index = "0", paramLabel = "TRACE", description = "which trace")
  private String trace;

  @Override
  void run() throws IOException {
    Portrait portrait;
    try (OperationStream stream = open(trace, reading.get())) {
      portrait = Portrait.of(stream);
    }
    remark(trace, portrait.remarks());
    if (file.equals("-")) {
      out().print(portrait.svg());
    } else {
      Files.write(Path.of(file), portrait.svg().getBytes(StandardCharsets.UTF_8));
    }
  }
}
