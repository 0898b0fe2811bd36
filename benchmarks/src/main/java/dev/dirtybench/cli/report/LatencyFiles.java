package dev.dirtybench.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.dirtybench.benchmarks.openloop.OpenLoopResult;
import dev.dirtybench.results.ResultFormatException;
import dev.dirtybench.results.report.ReportInput.LatencyCurve;
import dev.dirtybench.results.report.ReportInput.LatencyCurve.Point;
import dev.dirtybench.results.report.ReportRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.HdrHistogram.HistogramLogReader;

/** Reads the latencies of open-loop runs from their histogram logs. */
final class LatencyFiles {
  private static final double MEDIAN = 50;

  private LatencyFiles() {}

  static List<LatencyCurve> read(Iterable<ReportRun> runs) throws IOException {
    List<LatencyCurve> curves = new ArrayList<>();
    for (ReportRun run : runs) {
      Path result = run.folder() == null ? null : run.folder().resolve("open-loop.json");
      if (result == null || !Files.exists(result)) {
        continue;
      }
      OpenLoopResult told = told(run, result);
      Path log = run.folder().resolve(told.log());
      if (!Files.exists(log)) {
        throw new ResultFormatException(
            run.name(), "", "the histogram log " + told.log() + " beside open-loop.json", "none");
      }
      Map<String, Histogram> histograms = histograms(log);
      histograms.forEach(
          (event, histogram) ->
              curves.add(
                  new LatencyCurve(
                      run.name(), told.settings().backend(), event, points(histogram))));
    }
    return curves;
  }

  private static OpenLoopResult told(ReportRun run, Path result) throws IOException {
    try {
      return JsonMapper.builder().build().readValue(result.toFile(), OpenLoopResult.class);
    } catch (JsonProcessingException e) {
      var fault =
          new ResultFormatException(
              run.name(), "", "open-loop.json of this version", e.getOriginalMessage());
      fault.initCause(e);
      throw fault;
    }
  }

  /** One histogram for each kind of event, its seconds put together. */
  private static Map<String, Histogram> histograms(Path log) throws IOException {
    Map<String, Histogram> histograms = new LinkedHashMap<>();
    try (HistogramLogReader reader = new HistogramLogReader(log.toFile())) {
      while (reader.hasNext()) {
        EncodableHistogram next = reader.nextIntervalHistogram();
        if (next instanceof Histogram interval) {
          String tag = interval.getTag();
          String event = event(tag);
          Histogram whole =
              histograms.computeIfAbsent(
                  event, key -> new Histogram(interval.getNumberOfSignificantValueDigits()));
          whole.setAutoResize(true);
          whole.add(interval);
        }
      }
    }
    return histograms;
  }

  /** What a reader calls it; a log's untagged histograms are those of the writes. */
  private static String event(String tag) {
    if (tag == null) {
      return "write, from when it was due";
    }
    return tag.equals("service") ? "write, the call alone" : tag;
  }

  private static List<Point> points(Histogram histogram) {
    List<Point> points = new ArrayList<>();
    for (HistogramIterationValue value : histogram.percentiles(5)) {
      if (value.getPercentileLevelIteratedTo() >= MEDIAN
          && (points.isEmpty() || value.getPercentileLevelIteratedTo() < 100)) {
        points.add(new Point(value.getPercentileLevelIteratedTo(), value.getValueIteratedTo()));
      }
    }
    return points;
  }
}
