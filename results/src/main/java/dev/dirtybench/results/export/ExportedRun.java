package dev.dirtybench.results.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dirtybench.results.JmhJson;
import dev.dirtybench.results.JmhMetric;
import dev.dirtybench.results.JmhResult;
import dev.dirtybench.results.JmhUnit;
import dev.dirtybench.results.JsonFiles;
import dev.dirtybench.results.Manifest;
import dev.dirtybench.results.Quantity;
import dev.dirtybench.results.ResultFormatException;
import dev.dirtybench.results.Samples;
import dev.dirtybench.results.stats.Moments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A run as other tools are told of it: a folder of this project, or a JSON file of anybody's JMH.
 *
 * <p>Values are those of JMH's operations, in nanoseconds or operations per second; in our own
 * benchmarks an operation is a pass over the trace. A fork's value is the median of its iterations.
 */
public final class ExportedRun {
  private static final String ALLOCATED = "gc.alloc.rate.norm";
  private static final Map<String, String> FOOTPRINTS =
      Map.of(
          "heapBytes", "heap-B",
          "offHeapBytes", "off-heap-B",
          "serializedBytes", "serialized-B",
          "nativeBytes", "native-B");

  private final String name;
  private final List<Benchmark> benchmarks;
  private final Map<String, String> configuration;
  private final String commit;
  private final Instant time;

  private ExportedRun(
      String name,
      List<Benchmark> benchmarks,
      Map<String, String> configuration,
      String commit,
      Instant time) {
    this.name = name;
    this.benchmarks = List.copyOf(benchmarks);
    this.configuration = configuration;
    this.commit = commit;
    this.time = time;
  }

  /**
   * Reads a run.
   *
   * @param path a run folder, or a JSON file that JMH wrote
   * @return the run
   * @throws ResultFormatException if it is neither, has no result, or a value is not finite
   * @throws IOException if it cannot be read
   */
  public static ExportedRun read(Path path) throws IOException {
    String name = path.toAbsolutePath().normalize().getFileName().toString();
    if (!Files.isDirectory(path)) {
      List<JmhResult> results = JmhJson.read(path);
      Map<String, String> configuration = new LinkedHashMap<>();
      if (!results.isEmpty()) {
        JsonNode first = results.get(0).node();
        put(configuration, "jdk", first.path("jdkVersion").asText());
      }
      return new ExportedRun(name, benchmarks(name, results), configuration, null, null);
    }
    for (String file : List.of("manifest.json", "jmh.json")) {
      if (!Files.exists(path.resolve(file))) {
        throw new ResultFormatException(
            name,
            "",
            "a run folder with manifest.json and jmh.json, or a JSON file of JMH",
            "no " + file + " in it");
      }
    }
    JsonNode manifest = JsonFiles.read(path.resolve("manifest.json"));
    int schema = manifest.path("schemaVersion").asInt(0);
    if (schema < 1 || schema > Manifest.SCHEMA_VERSION) {
      throw new ResultFormatException(
          name,
          "/schemaVersion",
          "a manifest of version 1 to " + Manifest.SCHEMA_VERSION,
          manifest.path("schemaVersion").toString());
    }
    List<Benchmark> all = new ArrayList<>(benchmarks(name, JmhJson.read(path.resolve("jmh.json"))));
    if (Files.exists(path.resolve("footprint.json"))) {
      all.addAll(footprints(JsonFiles.read(path.resolve("footprint.json"))));
    }
    Map<String, String> configuration = new LinkedHashMap<>();
    put(configuration, "cpu", manifest.at("/cpu/model").asText());
    put(configuration, "jdk", manifest.at("/jdk/version").asText());
    return new ExportedRun(
        name,
        all,
        configuration,
        manifest.at("/git/sha").asText(),
        Instant.parse(manifest.at("/startUtc").asText()));
  }

  private static void put(Map<String, String> configuration, String key, String value) {
    if (!value.isBlank()) {
      configuration.put(key, value.replaceAll("\\s+", " ").strip());
    }
  }

  private static List<Benchmark> benchmarks(String file, List<JmhResult> results)
      throws ResultFormatException {
    if (results.isEmpty()) {
      throw new ResultFormatException(file, "", "at least one result", "none");
    }
    BenchmarkNames names = new BenchmarkNames(results);
    List<Benchmark> benchmarks = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (JmhResult result : results) {
      if (!seen.add(names.of(result))) {
        throw new ResultFormatException(
            result.source(),
            result.pointer(),
            "one result for each benchmark, mode, threads and parameters",
            names.of(result) + " again");
      }
      try {
        benchmarks.add(benchmark(names.of(result), result));
      } catch (IllegalArgumentException e) {
        var fault =
            new ResultFormatException(
                result.source(), result.pointer(), "a result to export", e.getMessage());
        fault.initCause(e);
        throw fault;
      }
    }
    return benchmarks;
  }

  private static Benchmark benchmark(String name, JmhResult result) {
    JmhMetric primary = result.primary();
    JmhUnit unit =
        JmhUnit.parse(primary.unit())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "expected a unit such as ns/op or ops/s, found " + primary.unit()));
    boolean time = unit.quantity() == Quantity.TIME;
    List<Measure> measures = new ArrayList<>();
    measures.add(
        new Measure(
            time ? "latency" : "throughput",
            time ? "ns/op" : "ops/s",
            time,
            false,
            medians(primary.samples(), unit.factor())));
    JmhMetric allocated = result.secondary().get(ALLOCATED);
    if (allocated != null && !allocated.samples().hasEmptyFork()) {
      measures.add(
          new Measure("allocated-bytes", "B/op", true, false, medians(allocated.samples(), 1)));
    }
    int[] iterations = new int[primary.samples().forkCount()];
    Arrays.setAll(iterations, fork -> primary.samples().fork(fork).length);
    return new Benchmark(name, iterations, measures);
  }

  private static double[] medians(Samples samples, double factor) {
    double[] medians = new double[samples.forkCount()];
    Arrays.setAll(medians, fork -> factor * Moments.median(samples.fork(fork)));
    return medians;
  }

  private static List<Benchmark> footprints(JsonNode file) {
    List<Benchmark> benchmarks = new ArrayList<>();
    for (JsonNode footprint : file.path("footprints")) {
      Map<String, String> parameters = new LinkedHashMap<>();
      for (String key : List.of("backend", "trace", "granularity")) {
        parameters.put(key, footprint.path(key).asText());
      }
      List<Measure> measures = new ArrayList<>();
      Stream.of("heapBytes", "offHeapBytes", "serializedBytes", "nativeBytes")
          .filter(field -> footprint.path(field).asLong(-1) >= 0)
          .forEach(
              field ->
                  measures.add(
                      new Measure(
                          FOOTPRINTS.get(field).replace("-B", "-bytes"),
                          FOOTPRINTS.get(field),
                          true,
                          true,
                          new double[] {footprint.path(field).asLong()})));
      if (!measures.isEmpty()) {
        String name = BenchmarkNames.withParameters(new StringBuilder("Footprint"), parameters, 1);
        benchmarks.add(new Benchmark(name, new int[] {1}, measures));
      }
    }
    return benchmarks;
  }

  List<Benchmark> benchmarks() {
    return benchmarks;
  }

  Map<String, String> configuration() {
    return configuration;
  }

  /**
   * Its name.
   *
   * @return of the folder or file
   */
  public String name() {
    return name;
  }

  /**
   * What was measured.
   *
   * @return null if the run does not know
   */
  public String commit() {
    return commit;
  }

  /**
   * When it was measured.
   *
   * @return the start, null if the run does not know
   */
  public Instant time() {
    return time;
  }

  /**
   * The same run with what it does not know itself.
   *
   * @param newCommit the commit
   * @param newTime the time
   * @return the run
   */
  public ExportedRun of(String newCommit, Instant newTime) {
    return new ExportedRun(name, benchmarks, configuration, newCommit, newTime);
  }
}
