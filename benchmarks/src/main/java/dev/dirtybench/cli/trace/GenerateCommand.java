package dev.dirtybench.cli.trace;

import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.catalog.Traces;
import dev.dirtybench.workloads.generate.NamedGenerator;
import dev.dirtybench.workloads.generate.TraceGenerator;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.shape.LikeTrace;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a trace. */
@Command(
    name = "generate",
    description = "Makes a trace: by a generator, or one that is like a trace of yours.",
    footer = {
      "",
      "Examples:",
      "  dirtybench trace generate zipf:size=64G,operations=50000 --seed 7 -o zipf.csv.gz",
      "  dirtybench trace generate --like mine.csv.gz --seed 7 -o like.csv.gz"
    })
final class GenerateCommand extends TraceJob {
  private static final long USUAL_SEED = 1;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "where to; - for standard output")
  private String file;

  @Option(
      names = "--like",
      paramLabel = "TRACE",
      description = "the trace whose lengths, times, extents and overwrites are imitated")
  private String like;

  @Option(names = "--seed", paramLabel = "N", description = "where chance starts; default: 1")
  private Long seed;

  @Mixin private OutputFile output;

  @Mixin private ReadingOptions reading;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "GENERATOR",
      description = "kind and settings; see dirtybench list traces")
  private String generator;

  @Override
  void run() throws IOException {
    if ((generator == null) == (like == null)) {
      throw new IllegalArgumentException(
          "expected a generator or --like TRACE, found " + (like == null ? "neither" : "both"));
    }
    output.check(file);
    if (like == null) {
      try (OperationStream stream = open(seeded(), ReadOptions.DEFAULT)) {
        output.write(stream, file);
      }
      return;
    }
    OperationStream made;
    try (OperationStream model = openSized(like, reading.get())) {
      made = LikeTrace.of(model, seed == null ? USUAL_SEED : seed).stream();
      remark(like, model.remarks());
    }
    output.write(made, file);
  }

  private String seeded() {
    for (NamedGenerator named : Traces.named()) {
      if (named.name().equals(generator) && seed == null) {
        return generator;
      }
    }
    List<String> kinds = Traces.generators().stream().map(TraceGenerator::kind).toList();
    String kind = generator.split(":", 2)[0];
    if (!kinds.contains(kind)) {
      throw new IllegalArgumentException(
          "expected a generator of one of the kinds "
              + String.join(", ", kinds)
              + ", found \""
              + kind
              + '"');
    }
    if (seed == null) {
      return generator;
    }
    return generator + (generator.contains(":") ? "," : ":") + "seed=" + seed;
  }
}
