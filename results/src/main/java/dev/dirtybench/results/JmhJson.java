package dev.dirtybench.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and merges JMH's JSON results, as JMH 1.21 to 1.37 write them.
 *
 * <p>NaN and infinities are strings there; {@code params} is absent when there are none; older
 * versions put a dot, or the method and a dot, before the names of profiler metrics, which is cut
 * off here; a profiler metric may have fewer values than there were iterations. Sample mode holds
 * histograms, of which each iteration's mean is taken.
 */
public final class JmhJson {
  private static final char OLD_PREFIX_END = '\u00b7';

  private JmhJson() {}

  /**
   * Reads a file that JMH wrote with {@code -rf json}.
   *
   * @param file a JSON array of results
   * @return its entries, in the file's order
   * @throws ResultFormatException if it is not JSON or not of JMH's form
   * @throws IOException if it cannot be read
   */
  public static List<JmhResult> read(Path file) throws IOException {
    return parse(JsonFiles.read(file), file.getFileName().toString());
  }

  /**
   * Reads a file for its values alone, three times as fast as {@link #read}: numbers of the
   * entries' nodes are rounded to doubles, so that they are not fit to be written again.
   *
   * @param file a JSON array of results
   * @return its entries, in the file's order
   * @throws ResultFormatException if it is not JSON or not of JMH's form
   * @throws IOException if it cannot be read
   */
  public static List<JmhResult> readValues(Path file) throws IOException {
    return parse(JsonFiles.readValues(file), file.getFileName().toString());
  }

  /**
   * Reads JMH's JSON that is already in memory.
   *
   * @param json an array of results, or one result alone
   * @param source where it came from, for messages
   * @return its entries, in order
   * @throws ResultFormatException if it is not of JMH's form
   */
  public static List<JmhResult> parse(JsonNode json, String source) throws ResultFormatException {
    JsonPlace root = JsonPlace.root(source, json);
    if (json.isObject()) {
      return List.of(result(root, source));
    }
    List<JmhResult> results = new ArrayList<>();
    for (JsonPlace entry : root.elements()) {
      results.add(result(entry.object(), source));
    }
    return List.copyOf(results);
  }

  /**
   * Writes the entries of several files as one valid JMH JSON array, all at once or not at all.
   *
   * @param files what JMH wrote
   * @param target the file to write; an existing one is replaced
   * @throws ResultFormatException if a file is not of JMH's form, or two hold the same benchmark
   *     with the same mode, threads and parameters
   * @throws IOException if a file cannot be read or written
   */
  public static void merge(List<Path> files, Path target) throws IOException {
    List<JmhResult> all = new ArrayList<>();
    for (Path file : files) {
      all.addAll(read(file));
    }
    JsonFiles.write(target, merge(all));
  }

  /**
   * Joins entries into one JSON array.
   *
   * @param results entries, each unchanged in the array
   * @return the array
   * @throws ResultFormatException if two are of the same benchmark, mode, threads and parameters:
   *     readers of JMH's JSON take one for the other
   */
  static ArrayNode merge(List<JmhResult> results) throws ResultFormatException {
    ArrayNode array = JsonFiles.MAPPER.createArrayNode();
    Map<List<Object>, JmhResult> seen = new HashMap<>();
    for (JmhResult result : results) {
      JmhResult twin = seen.putIfAbsent(result.identity(), result);
      if (twin != null) {
        throw new ResultFormatException(
            result.source(),
            result.pointer(),
            "one result for each benchmark, mode, threads and parameters",
            result.benchmark() + ' ' + result.params() + " again, as in " + twin.source());
      }
      array.add(result.node());
    }
    return array;
  }

  private static JmhResult result(JsonPlace entry, String source) throws ResultFormatException {
    JsonPlace primary = entry.member("primaryMetric").object();
    return new JmhResult(
        source,
        entry.pointer(),
        entry.member("benchmark").text(),
        entry.member("mode").text(),
        entry.has("threads") ? entry.member("threads").count() : 1,
        params(entry),
        primaryMetric(primary),
        secondaryMetrics(entry),
        entry.node());
  }

  private static Map<String, String> params(JsonPlace entry) throws ResultFormatException {
    Map<String, String> params = new LinkedHashMap<>();
    if (entry.has("params")) {
      JsonPlace object = entry.member("params").object();
      for (String name : object.names()) {
        JsonPlace value = object.member(name);
        if (!value.node().isTextual()) {
          throw value.fault("a string");
        }
        params.put(name, value.node().textValue());
      }
    }
    return Collections.unmodifiableMap(params);
  }

  private static JmhMetric primaryMetric(JsonPlace metric) throws ResultFormatException {
    JmhMetric read = metric(metric);
    if (read.samples().hasEmptyFork()) {
      throw metric
          .member("rawData")
          .fault(
              "values of every fork (JMH leaves them out with -Djmh.json.rawData=false)",
              read.samples().forkCount() == 0 ? "no fork" : "a fork without values");
    }
    return read;
  }

  private static Map<String, JmhMetric> secondaryMetrics(JsonPlace entry)
      throws ResultFormatException {
    Map<String, JmhMetric> metrics = new LinkedHashMap<>();
    if (entry.has("secondaryMetrics")) {
      JsonPlace object = entry.member("secondaryMetrics").object();
      for (String name : object.names()) {
        JsonPlace place = object.member(name).object();
        String plainName = name.substring(name.lastIndexOf(OLD_PREFIX_END) + 1);
        if (metrics.putIfAbsent(plainName, metric(place)) != null) {
          throw place.fault("metrics of different names", "\"" + plainName + "\" again");
        }
      }
    }
    return Collections.unmodifiableMap(metrics);
  }

  private static JmhMetric metric(JsonPlace metric) throws ResultFormatException {
    boolean histogram = !metric.has("rawData") && metric.has("rawDataHistogram");
    List<double[]> forks = new ArrayList<>();
    for (JsonPlace fork : metric.member(histogram ? "rawDataHistogram" : "rawData").elements()) {
      forks.add(histogram ? means(fork) : fork.numbers());
    }
    return new JmhMetric(metric.member("scoreUnit").text(), new Samples(forks));
  }

  private static double[] means(JsonPlace fork) throws ResultFormatException {
    List<JsonPlace> iterations = fork.elements();
    double[] means = new double[iterations.size()];
    for (int i = 0; i < means.length; i++) {
      means[i] = mean(iterations.get(i));
    }
    return means;
  }

  private static double mean(JsonPlace histogram) throws ResultFormatException {
    double sum = 0;
    long total = 0;
    for (JsonPlace bucket : histogram.elements()) {
      List<JsonPlace> pair = bucket.elements();
      if (pair.size() != 2) {
        throw bucket.fault("a value and how often it came", pair.size() + " elements");
      }
      int count = pair.get(1).count();
      sum += pair.get(0).number() * count;
      total += count;
    }
    if (total == 0) {
      throw histogram.fault("at least one value");
    }
    return sum / total;
  }
}
