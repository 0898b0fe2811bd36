package dev.dirtybench.results.report;

import dev.dirtybench.results.history.History;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a report shows beside the runs' own files, as whoever calls knows it.
 *
 * @param portraits pictures of traces as SVG, by the trace's name
 * @param densities share of dirty bits by name of the trace and bytes per bit
 * @param latencies of open-loop runs
 * @param history scores over commits; null if there are none
 * @param source where the method of a benchmark stands
 */
public record ReportInput(
    Map<String, String> portraits,
    Map<String, Map<Long, Double>> densities,
    List<LatencyCurve> latencies,
    History history,
    Function<String, Optional<SourceLine>> source) {
  /** Nothing beside the runs. */
  public static final ReportInput NONE =
      new ReportInput(Map.of(), Map.of(), List.of(), null, benchmark -> Optional.empty());

  /**
   * A line of the sources.
   *
   * @param place as {@code path:line} in the repository
   * @param link where a click on it leads, relative to the page or with a scheme; empty for nowhere
   */
  public record SourceLine(String place, String link) {}

  /**
   * Latencies of one kind of event in an open-loop run.
   *
   * @param run name of the run's folder
   * @param backend that was played on
   * @param event such as {@code write, from when it was due}
   * @param points the curve, from the median to the largest
   */
  public record LatencyCurve(String run, String backend, String event, List<Point> points) {
    /**
     * A point.
     *
     * @param percentile 0 to 100
     * @param nanos latency that so many do not exceed
     */
    public record Point(double percentile, double nanos) {}
  }
}
