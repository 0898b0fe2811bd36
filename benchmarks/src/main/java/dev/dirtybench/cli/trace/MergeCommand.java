package dev.dirtybench.cli.trace;

import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.shape.Merge;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes one trace of several. */
@Command(
    name = "merge",
    description = "Makes one trace of several on one disk, in the order of their times.",
    footer = {
      "",
      "Example:",
      "  dirtybench trace merge night.csv.gz backup.csv.gz --shift 0,2h -o both.csv.gz"
    })
final class MergeCommand extends TraceJob {
  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "where to; - for standard output")
  private String file;

  @Option(
      names = "--shift",
      split = ",",
      paramLabel = "TIME",
      description = "what is added to the times of each trace, one for each; default: 0")
  private List<String> shifts = List.of();

  @Mixin private OutputFile output;

  @Mixin private ReadingOptions reading;

  @Parameters(index = "0..*", arity = "2..*", paramLabel = "TRACE", description = "which traces")
  private List<String> traces;

  @Override
  void run() throws IOException {
    output.check(file);
    List<Long> shiftsNs = new ArrayList<>();
    for (String shift : shifts.isEmpty() ? traces.stream().map(t -> "0").toList() : shifts) {
      shiftsNs.add(TimeText.parse(shift));
    }
    if (shiftsNs.size() != traces.size()) {
      throw new IllegalArgumentException(
          "expected a --shift for each of the "
              + traces.size()
              + " traces, found "
              + shiftsNs.size());
    }
    List<OperationStream> streams = new ArrayList<>();
    try {
      for (String trace : traces) {
        streams.add(openSized(trace, reading.get()));
      }
      output.write(Merge.of(streams, shiftsNs), file);
      for (int i = 0; i < streams.size(); i++) {
        remark(traces.get(i), streams.get(i).remarks());
      }
    } finally {
      for (OperationStream stream : streams) {
        stream.close();
      }
    }
  }
}
