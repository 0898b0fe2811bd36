package dev.dirtybench.cli.trace;

import dev.dirtybench.workloads.ByteSize;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.shape.Anonymiser;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hides where a trace writes. */
@Command(
    name = "anonymise",
    description =
        "Hides where on its disk a trace writes, its name and its comments: regions change places.",
    footer = {
      "",
      "Examples:",
      "  dirtybench trace anonymise mine.csv.gz -o theirs.csv.gz",
      "  dirtybench trace anonymise mine.csv.gz --region 16M --seed 'long words' -o theirs.csv.gz"
    })
final class AnonymiseCommand extends TraceJob {
  private static final int KEY_BITS = 256;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "where to; - for standard output")
  private String file;

  @Option(
      names = "--seed",
      paramLabel = "TEXT",
      description =
          "the key: who has it, or guesses it, can undo the order; default: one by chance that"
              + " nobody is told")
  private String seed;

  @Option(
      names = "--region",
      paramLabel = "SIZE",
      description = "what stays together, a power of two; default: 64M")
  private String region = ByteSize.option(Anonymiser.USUAL_REGION);

  @Mixin private OutputFile output;

  @Mixin private ReadingOptions reading;

  @Parameters(index = "0", paramLabel = "TRACE", description = "which trace")
  private String trace;

  @Override
  void run() throws IOException {
    output.check(file);
    String key = seed == null ? new BigInteger(KEY_BITS, new SecureRandom()).toString() : seed;
    Anonymiser anonymiser = new Anonymiser(ByteSize.parse(region), key);
    try (OperationStream model = openSized(trace, reading.get())) {
      output.write(anonymiser.of(model), file);
      remark(trace, model.remarks());
    }
  }
}
