package dev.dirtybench.benchmarks.openloop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.WriteTrace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalsTest {
  private static WriteTrace trace(long... times) {
    WriteTrace.Builder builder =
        WriteTrace.builder("t", "made up", 1 << 20).add(0, 0, 0, TraceOperation.FLUSH);
    for (int i = 0; i < times.length; i++) {
      builder.add(times[i], i * 4096L, 4096, TraceOperation.WRITE);
    }
    return builder.build();
  }

  @Test
  void startWithTheFirstWriteAndLeaveFlushesOut() {
    Arrivals arrivals = Arrivals.recorded(trace(500, 700, 1500), 1);
    assertArrayEquals(new long[] {0, 200, 1000}, arrivals.dueNs());
    assertArrayEquals(new long[] {0, 4096, 8192}, arrivals.offsets());
    assertEquals(1500, arrivals.spanNs(), "the next round starts after the mean gap");
    assertEquals(2e6, arrivals.rate());
  }

  @Test
  void areFasterOrSlowerThanRecorded() {
    assertArrayEquals(
        new long[] {0, 20, 100}, Arrivals.recorded(trace(500, 700, 1500), 10).dueNs());
    assertArrayEquals(
        new long[] {0, 400, 2000}, Arrivals.recorded(trace(500, 700, 1500), 0.5).dueNs());
  }

  @Test
  void areEvenAtARate() {
    Arrivals arrivals = Arrivals.steady(trace(0, 0, 0), 1000);
    assertArrayEquals(new long[] {0, 1_000_000, 2_000_000}, arrivals.dueNs());
    assertEquals(3_000_000, arrivals.spanNs());
  }

  @Test
  void needTimesOrARate() {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> Arrivals.recorded(trace(7, 7, 7), 1));
    assertTrue(refused.getMessage().contains("--rate 10000"), refused.getMessage());
  }

  @Test
  void needAWrite() {
    assertThrows(IllegalArgumentException.class, () -> Arrivals.recorded(trace(), 1));
    assertThrows(IllegalArgumentException.class, () -> Arrivals.steady(trace(), 1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refuseASpeedOrRateThatIsNone(double value) {
    assertThrows(IllegalArgumentException.class, () -> Arrivals.recorded(trace(0, 9), value));
    assertThrows(IllegalArgumentException.class, () -> Arrivals.steady(trace(0, 9), value));
  }
}
