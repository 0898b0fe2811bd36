package dev.dirtybench.cli.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
  @ParameterizedTest
  @CsvSource({
    "0,0",
    "90,90000000000",
    "1.5s,1500000000",
    "200ms,200000000",
    "7us,7000",
    "3ns,3",
    "10min,600000000000",
    "2h,7200000000000",
    "0.000000001,1"
  })
  void aTimeIsANumberAndAUnit(String text, long ns) {
    assertEquals(ns, TimeText.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1 s", "s", "1d", "1e3", "999999999999h", "1.0000000001s"})
  void anythingElseIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> TimeText.parse(text));
  }

  @Test
  void progressTellsTheTimeLeftWhereTheWholeIsKnown() {
    assertEquals(
        "250 of 1,000 operations, 25 %, 6 s left", WatchedStream.line(1000, 250, 2_000_000_000L));
    assertEquals(
        "1,000 of 100,000 operations, 1 %, 1 min 39 s left",
        WatchedStream.line(100_000, 1000, 1_000_000_000L));
    assertEquals("500 operations, 250 a second", WatchedStream.line(-1, 500, 2_000_000_000L));
  }
}
