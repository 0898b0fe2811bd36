package dev.dirtybench.cli.trace;

import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.own.Salvage;
import dev.dirtybench.workloads.read.TraceInput;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes what is whole of a damaged trace in our binary form. */
@Command(
    name = "salvage",
    description = {
      "Takes the operations of all intact blocks of a damaged or cut .dbt file,",
      "and says what was lost."
    },
    footer = {
      "",
      "Examples:",
      "  dirtybench trace salvage broken.dbt -o whole.dbt",
      "  dirtybench trace salvage broken.dbt --disk-size 64G -o whole.csv.gz   # its head is lost too"
    })
final class SalvageCommand extends TraceJob {
  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "where to; - for standard output")
  private String file;

  @Mixin private OutputFile output;

  @Mixin private ReadingOptions reading;

  @Parameters(index = "0", paramLabel = "FILE", description = "the damaged file")
  private Path damaged;

  @Override
  void run() throws IOException {
    output.check(file);
    TraceInput input = TraceInput.open(damaged);
    try (input;
        OperationStream stream = Salvage.open(input, reading.get())) {
      output.write(stream, file);
      remark(damaged.toString(), stream.remarks());
    }
  }
}
