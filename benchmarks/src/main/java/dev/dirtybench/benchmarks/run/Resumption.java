package dev.dirtybench.benchmarks.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dirtybench.results.CellResult;
import dev.dirtybench.results.EarlierRun;
import dev.dirtybench.results.JmhForks;
import dev.dirtybench.results.JmhJson;
import dev.dirtybench.results.JmhResult;
import dev.dirtybench.results.Measurement;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a run takes over from an earlier part of it that was interrupted. */
final class Resumption {
  private final EarlierRun earlier;

  Resumption(EarlierRun earlier) {
    this.earlier = earlier;
  }

  /** JMH's entries of the forks that are kept, by cell. */
  Map<PlannedCell, JsonNode> entries(List<PlannedCell> cells) throws IOException {
    Map<PlannedCell, JsonNode> entries = new LinkedHashMap<>();
    for (PlannedCell cell : cells) {
      int forks = earlier.forks(BenchRun.key(cell).id());
      JmhResult result = result(cell);
      if (forks > 0 && result != null) {
        int kept = Math.min(forks, JmhForks.forkCount(result.node()));
        entries.put(cell, JmhForks.first(result.node(), kept));
      }
    }
    return entries;
  }

  private JmhResult result(PlannedCell cell) {
    for (JmhResult result : earlier.results()) {
      if (result.benchmark().equals(cell.operation().benchmark())
          && result.params().entrySet().containsAll(CellRunner.parameters(cell).entrySet())) {
        return result;
      }
    }
    return null;
  }

  /** A cell as its entry tells, without the digest, which is taken anew. */
  static CellResult result(PlannedCell cell, JsonNode entry, String digest) throws IOException {
    JmhResult result = JmhJson.parse(entry, cell.title()).get(0);
    Measurement measurement = Measurement.of(result, cell.steps(), cell.operation().step());
    return CellResult.measured(BenchRun.key(cell), measurement, digest);
  }
}
