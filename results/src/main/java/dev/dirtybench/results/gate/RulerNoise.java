package dev.dirtybench.results.gate;

import dev.dirtybench.results.stats.Moments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much a ruler changed while a gate measured: work that is always the same and knows nothing of
 * what is measured.
 *
 * @param name of the ruler, such as {@code popcount-l1}
 * @param readings how often it was read
 * @param deviation standard deviation of the readings' logarithms
 */
public record RulerNoise(String name, int readings, double deviation) {
  /** The ruler of the core alone: what changes it changes everything. */
  public static final String CORE = "popcount-l1";

  /** Deviation of {@link #CORE} above which pairs of forks are not believed. */
  public static final double MOST = 0.10;

  /**
   * The noise of readings.
   *
   * @param readings nanoseconds by ruler, of each reading
   * @return one for each ruler, 0 for fewer than two readings
   */
  public static List<RulerNoise> of(List<Map<String, Double>> readings) {
    Map<String, List<Double>> byName = new LinkedHashMap<>();
    for (Map<String, Double> reading : readings) {
      reading.forEach(
          (name, nanos) ->
              byName.computeIfAbsent(name, n -> new ArrayList<>()).add(Math.log(nanos)));
    }
    List<RulerNoise> noise = new ArrayList<>();
    byName.forEach(
        (name, logs) -> {
          double deviation = logs.size() < 2 ? 0 : Moments.deviation(CellEvidence.array(logs));
          noise.add(new RulerNoise(name, logs.size(), deviation));
        });
    return noise;
  }

  /** Whether the machine itself was not the same from reading to reading. */
  boolean isTooMuch() {
    return name.equals(CORE) && deviation > MOST;
  }
}
