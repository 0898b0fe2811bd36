package dev.dirtybench.benchmarks.run;

import dev.dirtybench.benchmarks.footprint.Weight;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The footprints: what every backend's bitmap of every trace weighs, in a JVM for each backend. */
final class Weighing {
  /** JOL attaches to its own JVM to learn object layouts. */
  private static final List<String> JOL_FLAGS =
      List.of("-Djdk.attach.allowAttachSelf=true", "-Djol.magicFieldOffset=true");

  private final BenchOptions options;

  Weighing(BenchOptions options) {
    this.options = options;
  }

  /** What was asked of one backend: weights by cell, and what the JVM said if it ended early. */
  record Weights(Map<PlannedCell, Weight> byCell, String failure) {}

  /**
   * Weighs one backend's bitmaps.
   *
   * @param backend its name
   * @param cells one for each trace and granularity
   */
  Weights weigh(String backend, List<PlannedCell> cells) throws IOException, InterruptedException {
    List<Weight> found = new ArrayList<>();
    String failure =
        new ChildJvm(options)
            .run(
                List.of("footprint", backend),
                cells,
                flags(),
                line -> {
                  Weight weight = Weight.ofLine(line);
                  if (weight != null) {
                    found.add(weight);
                  }
                });
    Map<PlannedCell, Weight> byCell = new LinkedHashMap<>();
    for (PlannedCell cell : cells) {
      for (Weight weight : found) {
        if (weight.trace().equals(cell.trace().spec())
            && weight.granularity().equals(cell.granularity().toString())) {
          byCell.put(cell, weight);
        }
      }
    }
    return new Weights(byCell, failure);
  }

  private List<String> flags() {
    List<String> flags = new ArrayList<>(JOL_FLAGS);
    if (options.jvm().feature() >= 21) {
      flags.add("-XX:+EnableDynamicAgentLoading");
    }
    return flags;
  }
}
