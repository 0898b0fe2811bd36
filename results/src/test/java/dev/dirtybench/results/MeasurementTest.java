package dev.dirtybench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasurementTest {
  private static Measurement measurement(String unit, double unitsPerPass, double... values) {
    return new Measurement(
        "time", unit, new Samples(List.of(values)), unitsPerPass, "write", 1, Map.of());
  }

  private static JmhResult resultWith(String place, JsonNode value) throws IOException {
    ArrayNode array = (ArrayNode) JsonFiles.read(JmhFiles.AVGT);
    ((ObjectNode) array.get(0).get("primaryMetric")).set(place, value);
    return JmhJson.parse(array, "changed.json").get(0);
  }

  @ParameterizedTest
  @CsvSource({"ns/op, 1", "us/op, 1e3", "ms/op, 1e6", "s/op, 1e9", "min/op, 6e10", "hr/op, 3.6e12"})
  void showsTimesInNanosecondsPerUnit(String unit, double nanoseconds) {
    Measurement measurement = measurement(unit, 8, 4, 2, 6);
    assertEquals(4 * nanoseconds / 8, measurement.score().value());
    assertEquals(2 * nanoseconds / 8, measurement.score().error());
    assertEquals("ns/write", measurement.shownUnit());
  }

  @ParameterizedTest
  @CsvSource({"ops/s, 1", "ops/ms, 1e3", "ops/us, 1e6", "ops/ns, 1e9"})
  void showsRatesInUnitsPerSecond(String unit, double perSecond) {
    Measurement measurement = measurement(unit, 8, 4);
    assertEquals(4 * perSecond * 8, measurement.score().value());
    assertEquals("write/s", measurement.shownUnit());
  }

  @Test
  void takesUnitThreadsAndProfilersFromJmh() throws IOException {
    Measurement measurement = Measurement.of(JmhJson.read(JmhFiles.AVGT).get(0), 10, "write");
    assertEquals("us/op", measurement.unit());
    assertEquals("time", measurement.metric());
    assertEquals(1, measurement.threads());
    assertEquals(2, measurement.samples().forkCount());
    assertEquals("B/op", measurement.secondary().get("gc.alloc.rate.norm").unit());
  }

  @Test
  void namesARateARate() throws IOException {
    assertEquals(
        "rate", Measurement.of(JmhJson.read(JmhFiles.OTHER_MODES).get(0), 1, "p").metric());
  }

  @Test
  void refusesValuesThatCannotBeShown() throws IOException {
    ArrayNode rawData = JsonFiles.MAPPER.createArrayNode();
    rawData.addArray().add("NaN").add(1);
    JmhResult result = resultWith("rawData", rawData);
    ResultFormatException refused =
        assertThrows(ResultFormatException.class, () -> Measurement.of(result, 1, "write"));
    assertEquals("/0/primaryMetric/rawData", refused.pointer());
    assertEquals("changed.json", refused.file());
  }

  @Test
  void refusesAUnitThatIsNeitherTimeNorRate() throws IOException {
    JmhResult result = resultWith("scoreUnit", JsonFiles.MAPPER.getNodeFactory().textNode("B/op"));
    ResultFormatException refused =
        assertThrows(ResultFormatException.class, () -> Measurement.of(result, 1, "write"));
    assertEquals("/0/primaryMetric/scoreUnit", refused.pointer());
    assertTrue(refused.getMessage().endsWith("found \"B/op\""), refused.getMessage());
  }

  @Test
  void refusesToBeMadeOfNothing() {
    assertThrows(IllegalArgumentException.class, () -> measurement("ns/op", 0, 1));
    assertThrows(IllegalArgumentException.class, () -> measurement("ns/op", 1));
    assertThrows(IllegalArgumentException.class, () -> measurement("ns/op", 1, 0));
    assertThrows(IllegalArgumentException.class, () -> measurement("parsecs", 1, 1));
  }

  @Test
  void tellsItsScoreInAHandyUnit() {
    Samples samples = new Samples(List.of(new double[] {51}));
    assertEquals(
        "10.2 \u00b5s/write",
        new Measurement("time", "us/op", samples, 5, "write", 1, Map.of()).headline());
    assertEquals(
        "255 write/s",
        new Measurement("rate", "ops/s", samples, 5, "write", 1, Map.of()).headline());
  }
}
