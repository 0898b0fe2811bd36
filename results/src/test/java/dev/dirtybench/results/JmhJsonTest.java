package dev.dirtybench.results;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmhJsonTest {
  @TempDir Path folder;

  @Test
  void readsForksAndIterations() throws IOException {
    List<JmhResult> results = JmhJson.read(JmhFiles.AVGT);
    assertEquals(4, results.size());
    JmhResult merge = results.get(0);
    assertEquals("tiny.Tiny.merge", merge.benchmark());
    assertEquals("avgt", merge.mode());
    assertEquals(Map.of("backend", "bitset", "granularity", "64K"), merge.params());
    assertEquals("us/op", merge.primary().unit());
    assertEquals(2, merge.primary().samples().forkCount());
    assertArrayEquals(
        new double[] {1.6145494209924462, 2.260072659378234, 2.7750224814367566},
        merge.primary().samples().fork(0));
  }

  @Test
  void readsProfilersThatLackIterations() throws IOException {
    Samples gcTime = JmhJson.read(JmhFiles.AVGT).get(1).secondary().get("gc.time").samples();
    assertEquals("[[6.0], [9.0]]", gcTime.toString());
  }

  @Test
  void cutsThePrefixThatOlderVersionsPutBeforeProfilers() throws IOException {
    JmhResult old = JmhJson.read(JmhFiles.OLD).get(0);
    assertEquals(
        Set.of("gc.alloc.rate", "gc.alloc.rate.norm", "gc.count", "stack"),
        old.secondary().keySet());
  }

  @Test
  void readsNanFromStrings() throws IOException {
    Samples stack = JmhJson.read(JmhFiles.OLD).get(0).secondary().get("stack").samples();
    assertTrue(stack.values().allMatch(Double::isNaN));
  }

  @Test
  void readsInfinitiesFromStrings() throws IOException {
    ArrayNode array = (ArrayNode) JsonFiles.read(JmhFiles.AVGT);
    ArrayNode rawData = ((ObjectNode) array.get(0).get("primaryMetric")).putArray("rawData");
    rawData.addArray().add("+INF").add("-INF").add("INF");
    Samples samples = JmhJson.parse(array, "infinite").get(0).primary().samples();
    assertEquals("[[Infinity, -Infinity, Infinity]]", samples.toString());
  }

  @Test
  void takesTheMeanOfEachHistogramInSampleMode() throws IOException {
    JmhResult sample = JmhJson.read(JmhFiles.SAMPLE).get(0);
    assertEquals(2, sample.primary().samples().fork(0).length);
    JsonNode primary = sample.node().get("primaryMetric");
    double sum = 0;
    long count = 0;
    for (JsonNode iteration : primary.get("rawDataHistogram").get(0)) {
      for (JsonNode bucket : iteration) {
        sum += bucket.get(0).doubleValue() * bucket.get(1).longValue();
        count += bucket.get(1).longValue();
      }
    }
    assertEquals(primary.get("score").doubleValue(), sum / count, 1e-9);
    double first = sample.primary().samples().fork(0)[0];
    double second = sample.primary().samples().fork(0)[1];
    double score = primary.get("score").doubleValue();
    assertTrue(Math.min(first, second) <= score && score <= Math.max(first, second));
  }

  @Test
  void readsEveryMode() throws IOException {
    assertEquals(
        List.of("thrpt", "ss"),
        JmhJson.read(JmhFiles.OTHER_MODES).stream().map(JmhResult::mode).toList());
  }

  @Test
  void readsEntriesWithoutParametersThreadsAndProfilers() throws IOException {
    ArrayNode array = (ArrayNode) JsonFiles.read(JmhFiles.AVGT);
    ((ObjectNode) array.get(0)).remove(List.of("params", "threads", "secondaryMetrics"));
    JmhResult result = JmhJson.parse(array, "bare").get(0);
    assertEquals(Map.of(), result.params());
    assertEquals(1, result.threads());
    assertEquals(Map.of(), result.secondary());
  }

  @Test
  void saysWhatToDoAboutMissingRawData() {
    ResultFormatException refused =
        assertThrows(ResultFormatException.class, () -> JmhJson.read(JmhFiles.WITHOUT_RAW_DATA));
    assertEquals("/0/primaryMetric/rawData", refused.pointer());
    assertTrue(refused.getMessage().contains("-Djmh.json.rawData=false"), refused.getMessage());
  }

  @Test
  void mergesFilesIntoOneThatHoldsTheSame() throws IOException {
    Path target = folder.resolve("jmh.json");
    List<Path> files = List.of(JmhFiles.AVGT, JmhFiles.OTHER_MODES, JmhFiles.SAMPLE);
    JmhJson.merge(files, target);
    ArrayNode expected = JsonFiles.MAPPER.createArrayNode();
    for (Path file : files) {
      JsonFiles.read(file).forEach(expected::add);
    }
    assertEquals(expected, JsonFiles.read(target));
    assertEquals(7, JmhJson.read(target).size());
  }

  @Test
  void keepsTheDigitsOfEveryNumber() throws IOException {
    Path target = folder.resolve("jmh.json");
    JmhJson.merge(List.of(JmhFiles.AVGT), target);
    assertEquals(numbers(JmhFiles.AVGT), numbers(target));
  }

  private static List<String> numbers(Path file) throws IOException {
    return Pattern.compile("-?\\d+\\.\\d+(E-?\\d+)?")
        .matcher(Files.readString(file))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  @Test
  void refusesToMergeOneBenchmarkTwice() throws IOException {
    Path copy = folder.resolve("copy.json");
    Files.copy(JmhFiles.AVGT, copy);
    Path target = folder.resolve("jmh.json");
    ResultFormatException refused =
        assertThrows(
            ResultFormatException.class, () -> JmhJson.merge(List.of(JmhFiles.AVGT, copy), target));
    assertEquals("/0", refused.pointer());
    assertTrue(refused.getMessage().contains("again, as in 1.37-avgt-gc.json"));
    assertFalse(Files.exists(target));
  }
}
