package dev.dirtybench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What JMH wrote of two forks is taken apart and joined again. */
class JmhForksTest {
  @Test
  void forksThatAreJoinedGiveWhatJmhWroteOfThemTogether() throws Exception {
    for (Path file : new Path[] {JmhFiles.AVGT, JmhFiles.OTHER_MODES}) {
      for (JsonNode entry : JsonFiles.read(file)) {
        int forks = JmhForks.forkCount(entry);
        if (forks == 1) {
          continue; // nothing to join
        }
        JsonNode joined = one(entry, 0);
        for (int fork = 1; fork < forks; fork++) {
          joined = JmhForks.join(joined, one(entry, fork));
        }
        assertSame("", describable(entry), joined);
      }
    }
  }

  @Test
  void firstForksAreWhatWasThereBeforeTheOthersCame() throws Exception {
    JsonNode entry = JsonFiles.read(JmhFiles.AVGT).get(0);
    JsonNode first = JmhForks.first(entry, 1);
    assertEquals(1, JmhForks.forkCount(first));
    assertEquals(1, first.get("forks").intValue());
    assertSame("", describable(entry), JmhForks.join(first, one(entry, 1)));
    assertEquals(2, JmhForks.forkCount(entry), "the entry itself is left as it was");
  }

  @Test
  void aMetricThatOneForkLacksHasNoValuesThere() throws Exception {
    JsonNode entry = JsonFiles.read(JmhFiles.AVGT).get(0);
    ObjectNode without = (ObjectNode) one(entry, 0);
    without.putObject("secondaryMetrics");
    JsonNode joined = JmhForks.join(without, one(entry, 1));
    JsonNode raw = joined.at("/secondaryMetrics/gc.alloc.rate/rawData");
    assertEquals(0, raw.get(0).size());
    assertEquals(3, raw.get(1).size());
    JmhJson.parse(joined, "joined");
  }

  @Test
  void anErrorOfTwoValuesIsNotANumberAsInJmh() throws Exception {
    ObjectNode entry = (ObjectNode) JsonFiles.read(JmhFiles.AVGT).get(0).deepCopy();
    ((ObjectNode) entry.get("primaryMetric")).putArray("rawData").addArray().add(2.5);
    JsonNode joined = JmhForks.join(entry, entry);
    assertEquals("NaN", joined.at("/primaryMetric/scoreError").asText());
    assertEquals(2.5, joined.at("/primaryMetric/score").doubleValue());
  }

  @Test
  void anEntryWithoutRawValuesIsRefused() throws Exception {
    JsonNode entry = JsonFiles.read(JmhFiles.SAMPLE).get(0);
    assertTrue(
        assertThrows(ResultFormatException.class, () -> JmhForks.join(entry, entry))
            .getMessage()
            .contains("raw values"));
  }

  /** Without the description of profilers' values of which JMH left some out of the file. */
  private static JsonNode describable(JsonNode entry) {
    ObjectNode copy = entry.deepCopy();
    int iterations = copy.get("measurementIterations").intValue();
    for (JsonNode metric : copy.get("secondaryMetrics")) {
      for (JsonNode fork : metric.get("rawData")) {
        if (fork.size() != iterations) {
          ((ObjectNode) metric).retain("scoreUnit", "rawData");
        }
      }
    }
    return copy;
  }

  /** An entry of one fork alone, with nonsense where JMH's own computing must be repeated. */
  private static JsonNode one(JsonNode entry, int fork) {
    ObjectNode copy = entry.deepCopy();
    copy.put("forks", 1);
    keep((ObjectNode) copy.get("primaryMetric"), fork);
    copy.get("secondaryMetrics").forEach(metric -> keep((ObjectNode) metric, fork));
    return copy;
  }

  private static void keep(ObjectNode metric, int fork) {
    double all = 0;
    double kept = 0;
    for (JsonNode values : metric.get("rawData")) {
      for (JsonNode value : values) {
        all += value.doubleValue();
        kept += values == metric.get("rawData").get(fork) ? value.doubleValue() : 0;
      }
    }
    boolean isSum =
        metric.get("scoreError").isTextual() && metric.get("score").doubleValue() == all;
    metric.put("score", isSum ? kept : -1);
    JsonNode values = metric.get("rawData").get(fork);
    metric.putArray("rawData").add(values);
  }

  private static void assertSame(String place, JsonNode expected, JsonNode actual) {
    if (expected.isNumber()) {
      double value = expected.doubleValue();
      assertEquals(value, actual.doubleValue(), Math.abs(value) * 1e-9, place);
    } else if (expected.isContainerNode()) {
      assertTrue(expected.size() <= actual.size(), place);
      expected
          .properties()
          .forEach(
              member ->
                  assertSame(
                      place + '/' + member.getKey(),
                      member.getValue(),
                      actual.path(member.getKey())));
      for (int i = 0; expected.isArray() && i < expected.size(); i++) {
        assertSame(place + '/' + i, expected.get(i), actual.path(i));
      }
    } else {
      assertEquals(expected, actual, place);
    }
  }
}
