package dev.dirtybench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellTest {
  private static CellKey key(String granularity) {
    return new CellKey("a.B.set", "set", "hbitmap", "guest", granularity);
  }

  @Test
  void isNamedByWhatItMeasures() {
    assertEquals("set/hbitmap/guest/64K", key("64K").id());
    assertEquals(
        "cycle/hbitmap/guest/64K/windows=10s",
        new CellKey("a.B.cycle", "cycle", "hbitmap", "guest", "64K", "windows=10s").id());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "512, 512",
    "64K, 65536",
    "1M, 1048576",
    "2G, 2147483648",
    "1T, 1099511627776"
  })
  void readsGranularities(String text, long bytes) {
    assertEquals(bytes, key(text).granularityBytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "K", "-64K", "3K", "64k", "64KB", "6 4K", "1E3", "99999999999T"})
  void refusesOtherGranularities(String text) {
    var refused = assertThrows(IllegalArgumentException.class, () -> key(text));
    assertTrue(refused.getMessage().contains('"' + text + '"'), refused.getMessage());
  }

  @Test
  void knowsItsPollutionFromItsParameters() {
    assertEquals("mono", key("64K").pollution());
    assertEquals(
        "mega",
        new CellKey("a.B", "cycle", "x", "guest", "64K", "windows=8,pollution=mega").pollution());
    assertEquals("mono", new CellKey("a.B", "cycle", "x", "guest", "64K", "windows=8").pollution());
  }

  @Test
  void refusesBlankNames() {
    assertThrows(
        IllegalArgumentException.class, () -> new CellKey("a.B", "set", " ", "guest", "64K"));
    assertThrows(
        IllegalArgumentException.class, () -> new CellKey("a.B", null, "x", "guest", "64K"));
  }

  @Test
  void saysWhyItWasNotMeasured() {
    assertThrows(IllegalArgumentException.class, () -> CellResult.skipped(key("64K"), " \n"));
    assertThrows(IllegalArgumentException.class, () -> CellResult.failed(key("64K"), null));
    assertThrows(
        IllegalArgumentException.class, () -> CellResult.measured(key("64K"), null, "digest"));
  }

  @Test
  void leavesFootprintsToFootprint() {
    Measurement measurement = SampleRun.cells().get(0).measurement();
    CellKey key = Footprint.key("hbitmap", "guest", "64K");
    assertThrows(IllegalArgumentException.class, () -> CellResult.measured(key, measurement, null));
  }

  @Test
  void hasAHeadlineWithoutTheOutput() {
    CellResult failed = CellResult.failed(key("64K"), "\nthe fork died\nlast line\n");
    assertEquals("the fork died", failed.headline());
    assertEquals("the fork died\nlast line", failed.reason());
  }

  @Test
  void refusesNegativeFootprints() {
    assertThrows(
        IllegalArgumentException.class, () -> new Footprint("a", "t", "64K", -1, 0, 0, -1));
    assertThrows(IllegalArgumentException.class, () -> new Footprint("a", "t", "64K", 0, 0, 0, -2));
    assertEquals(7, new Footprint("a", "t", "64K", 3, 4, 0, Footprint.NONE).memoryBytes());
  }
}
