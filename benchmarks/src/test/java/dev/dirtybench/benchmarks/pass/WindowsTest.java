package dev.dirtybench.benchmarks.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.WriteTrace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsTest {
  private static final long MS = 1_000_000;

  /** A trace with an operation at each time. */
  private static WriteTrace at(long... times) {
    WriteTrace.Builder builder = WriteTrace.builder("t", "made up", 1 << 20);
    for (long time : times) {
      builder.add(time, 0, 4096, TraceOperation.WRITE);
    }
    return builder.build();
  }

  private static List<Integer> sizes(String windows, WriteTrace trace) {
    List<WriteTrace> parts = Windows.parse(windows).cut(trace);
    assertEquals(
        Windows.parse(windows).count(trace.size(), Windows.spanNs(trace)), parts.size(), windows);
    return parts.stream().map(WriteTrace::size).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8", "5000ops", "10s", "500ms", "5m", "250us"})
  void readWhatTheyWrite(String text) {
    assertEquals(text, Windows.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "0s", "-1", "1.5s", "8 ", "ops", "10h", "1234567890123"})
  void refuseOtherTextAndShowIt(String text) {
    var refused = assertThrows(IllegalArgumentException.class, () -> Windows.parse(text));
    assertTrue(refused.getMessage().endsWith("got \"" + text + '"'), refused.getMessage());
  }

  @Test
  void ofACountAreAsEqualAsCanBe() {
    assertEquals(List.of(1, 2, 2), sizes("3", at(0, 1, 2, 3, 4)));
    assertEquals(List.of(0, 1, 0, 1), sizes("4", at(0, 1)));
  }

  @Test
  void ofOperationsEndWithTheRest() {
    assertEquals(List.of(2, 2, 1), sizes("2ops", at(0, 1, 2, 3, 4)));
    assertEquals(List.of(2, 2), sizes("2ops", at(0, 1, 2, 3)));
    assertEquals(List.of(5), sizes("9ops", at(0, 1, 2, 3, 4)));
  }

  @Test
  void ofTimeHoldWhatHappenedInThemAndMayBeEmpty() {
    WriteTrace trace = at(0, 9 * MS, 10 * MS, 35 * MS, 40 * MS);
    assertEquals(List.of(2, 1, 0, 1, 1), sizes("10ms", trace));
    assertEquals(List.of(5), sizes("1s", trace));
  }

  @Test
  void ofTimeStartWithTheFirstOperationOfAPart() {
    WriteTrace trace = at(0, 1000 * MS, 1009 * MS, 1010 * MS).slice(1, 4);
    assertEquals(List.of(2, 1), sizes("10ms", trace));
  }

  @Test
  void ofAnEmptyTraceAreEmpty() {
    for (String windows : List.of("2ops", "1s")) {
      assertEquals(List.of(0), sizes(windows, at()));
    }
  }

  @Test
  void ofTimeNeedTimes() {
    var refused = assertThrows(IllegalArgumentException.class, () -> sizes("10s", at(0, 0, 0)));
    assertTrue(refused.getMessage().contains("the trace has none"), refused.getMessage());
  }

  @Test
  void areNotMoreThanCanBeMeasured() {
    WriteTrace trace = at(0, 1000 * MS);
    var refused = assertThrows(IllegalArgumentException.class, () -> sizes("1us", trace));
    assertTrue(refused.getMessage().contains("into 1000001 intervals"), refused.getMessage());
    assertThrows(IllegalArgumentException.class, () -> sizes("100001", trace));
  }
}
