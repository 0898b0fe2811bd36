package dev.dirtybench.cli.trace;

import dev.dirtybench.workloads.stat.LogHistogram;
import dev.dirtybench.workloads.stat.TraceStatistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The statistics of a trace as JSON; the README of the module workloads tells every field. */
final class StatJson {
  private static final double[] QUANTILES = {0.1, 0.5, 0.9, 0.99};

  private StatJson() {}

  static Map<String, Object> of(TraceStatistics statistics) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", statistics.name());
    json.put("source", statistics.source());
    json.put("disk_size_bytes", statistics.deviceSize());
    json.put("operations", operations(statistics));
    json.put("bytes", bytes(statistics));
    json.put("first_ns", statistics.firstNs());
    json.put("last_ns", statistics.lastNs());
    json.put("rates", rates(statistics.rates()));
    json.put("density", densities(statistics));
    json.put("dirty_extents", runs(statistics));
    Map<String, Object> sequence = new LinkedHashMap<>();
    sequence.put("after_last", statistics.sequence().afterLast());
    sequence.put("after_last_16", statistics.sequence().afterRecent());
    json.put("sequential", sequence);
    Map<String, Object> overwrites = new LinkedHashMap<>();
    overwrites.put("granularity", statistics.overwrites().granularity());
    overwrites.put("first_writes", statistics.overwrites().first());
    overwrites.put("share", statistics.overwrites().share());
    overwrites.put("distance_bytes", histogram(statistics.overwrites().distances()));
    json.put("overwrites", overwrites);
    json.put("working_set", workingSet(statistics.workingSet()));
    json.put("length_bytes", histogram(statistics.lengths()));
    json.put("arrival_ns", histogram(statistics.arrivals()));
    Map<String, Object> sampling = new LinkedHashMap<>();
    sampling.put("density_one_of", statistics.sampling().regions());
    sampling.put("overwrites_one_of", statistics.sampling().granules());
    json.put("sampling", sampling);
    json.put("remarks", statistics.remarks());
    return json;
  }

  private static Map<String, Object> operations(TraceStatistics statistics) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("total", statistics.operations());
    for (TraceStatistics.Kind kind : statistics.kinds()) {
      json.put(kind.operation().name().toLowerCase(Locale.ROOT), kind.count());
    }
    return json;
  }

  private static Map<String, Object> bytes(TraceStatistics statistics) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (TraceStatistics.Kind kind : statistics.kinds()) {
      if (kind.operation().marks()) {
        json.put(kind.operation().name().toLowerCase(Locale.ROOT), (long) kind.bytes());
      }
    }
    return json;
  }

  private static Map<String, Object> rates(TraceStatistics.Rates rates) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("operations_per_second", rates.operationsPerSecond());
    json.put("bytes_per_second", rates.bytesPerSecond());
    json.put("peak_operations", rates.peakOperations());
    json.put("peak_operations_second", rates.peakOperationsSecond());
    json.put("peak_bytes", (long) rates.peakBytes());
    json.put("peak_bytes_second", rates.peakBytesSecond());
    return json;
  }

  private static List<Map<String, Object>> densities(TraceStatistics statistics) {
    List<Map<String, Object>> json = new ArrayList<>();
    for (TraceStatistics.Density density : statistics.densities()) {
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("granularity", density.granularity());
      each.put("dirty", density.dirty());
      each.put("granules", density.granules());
      each.put("share", density.share());
      json.add(each);
    }
    return json;
  }

  private static List<Map<String, Object>> runs(TraceStatistics statistics) {
    List<Map<String, Object>> json = new ArrayList<>();
    for (TraceStatistics.Runs runs : statistics.runs()) {
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("granularity", runs.granularity());
      each.put("length_granules", histogram(runs.lengths()));
      json.add(each);
    }
    return json;
  }

  private static Map<String, Object> workingSet(TraceStatistics.WorkingSet set) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("granularity", set.granularity());
    json.put("window_seconds", set.seconds());
    json.put("granules", set.granules());
    List<Map<String, Object>> intervals = new ArrayList<>();
    for (TraceStatistics.Interval interval : set.intervals()) {
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("seconds", interval.seconds());
      each.put("windows", interval.windows());
      each.put("mean_granules", interval.granules());
      intervals.add(each);
    }
    json.put("by_interval", intervals);
    return json;
  }

  private static Map<String, Object> histogram(LogHistogram histogram) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("count", histogram.count());
    json.put("mean", histogram.mean());
    for (double quantile : QUANTILES) {
      json.put("p" + Math.round(quantile * 100), histogram.quantile(quantile));
    }
    json.put("max", histogram.max());
    List<Map<String, Object>> octaves = new ArrayList<>();
    for (LogHistogram.Octave octave : histogram.octaves()) {
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("from", octave.from());
      each.put("count", octave.count());
      octaves.add(each);
    }
    json.put("octaves", octaves);
    return json;
  }
}
