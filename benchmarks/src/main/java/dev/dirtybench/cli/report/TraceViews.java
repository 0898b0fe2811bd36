package dev.dirtybench.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dirtybench.results.report.ReportRun;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.catalog.BundledTrace;
import dev.dirtybench.workloads.catalog.Traces;
import dev.dirtybench.workloads.generate.NamedGenerator;
import dev.dirtybench.workloads.portrait.Portrait;
import dev.dirtybench.workloads.stat.StatisticsPass;
import dev.dirtybench.workloads.stat.TraceStatistics;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Pictures and densities of the runs' traces: of those that come with the program, by their sums.
 *
 * @param portraits SVG by the trace's name
 * @param densities share of dirty bits by name and bytes per bit
 */
record TraceViews(Map<String, String> portraits, Map<String, Map<Long, Double>> densities) {

  /** A trace file of the user's is not opened again: it may be another one by now. */
  static TraceViews of(Iterable<ReportRun> runs) throws IOException {
    Set<String> own = new HashSet<>();
    Traces.bundled().stream().map(BundledTrace::name).forEach(own::add);
    Traces.named().stream().map(NamedGenerator::name).forEach(own::add);
    TraceViews views = new TraceViews(new LinkedHashMap<>(), new LinkedHashMap<>());
    for (ReportRun run : runs) {
      if (run.manifest() == null) {
        continue;
      }
      for (JsonNode trace : run.manifest().path("traces")) {
        String name = trace.path("name").asText();
        if (own.contains(name) && !views.portraits.containsKey(name)) {
          views.add(name, trace.path("sha256").asText());
        }
      }
    }
    return views;
  }

  private void add(String name, String sha256) throws IOException {
    WriteTrace trace = Traces.open(name);
    if (!trace.contentSha256().equals(sha256)) {
      return;
    }
    try (OperationStream stream = trace.stream()) {
      portraits.put(name, Portrait.of(stream).svg());
    }
    try (OperationStream stream = trace.stream()) {
      Map<Long, Double> shares = new LinkedHashMap<>();
      for (TraceStatistics.Density density : StatisticsPass.of(stream).densities()) {
        shares.put(density.granularity(), density.share());
      }
      densities.put(name, shares);
    }
  }
}
