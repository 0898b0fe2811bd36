package dev.dirtybench.cli.trace;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.stat.StatisticsPass;
import dev.dirtybench.workloads.stat.TraceStatistics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what is in traces. */
@Command(
    name = "stat",
    description = "Tells what is in traces, in one pass and in bounded memory.",
    footer = {
      "",
      "Examples:",
      "  dirtybench trace stat postgres",
      "  dirtybench trace stat --format json --disk-size 64G sda.blktrace.0+sda.blktrace.1"
    })
final class StatCommand extends TraceJob {
  @Mixin private ReadingOptions reading;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json")
  private String format = "text";

  @Parameters(index = "0..*", arity = "1..*", paramLabel = "TRACE", description = "which traces")
  private List<String> traces;

  @Override
  void run() throws IOException {
    if (!format.equals("text") && !format.equals("json")) {
      throw new IllegalArgumentException("expected --format text or json, found \"" + format + '"');
    }
    List<Map<String, Object>> all = new ArrayList<>();
    for (String trace : traces) {
      TraceStatistics statistics;
      try (OperationStream stream = open(trace, reading.get())) {
        statistics = StatisticsPass.of(stream);
      }
      remark(trace, statistics.remarks());
      if (format.equals("json")) {
        all.add(StatJson.of(statistics));
      } else {
        out().println((trace.equals(traces.get(0)) ? "" : "\n") + StatText.of(statistics));
        out().flush();
      }
    }
    if (format.equals("json")) {
      ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
      out().println(mapper.writeValueAsString(Map.of("traces", all)));
    }
  }
}
