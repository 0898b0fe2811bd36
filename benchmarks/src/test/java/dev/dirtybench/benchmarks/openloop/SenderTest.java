package dev.dirtybench.benchmarks.openloop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.spi.Granularity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** The bookkeeping of latencies, by a clock that stands still until something takes time. */
class SenderTest {
  private static final long MS = 1_000_000;
  private static final long DISK = 1L << 20;

  private final FakeClock clock = new FakeClock();
  private final Account account = new Account();
  private final List<Long> begins = new ArrayList<>();

  private void play(int writes, long gapNs, long lengthNs, LongUnaryOperator cost) {
    long start = clock.now();
    SlowBackend backend =
        new SlowBackend(
            clock,
            mark -> {
              begins.add(clock.now() - start);
              return cost.applyAsLong(mark);
            });
    long[] due = new long[writes];
    Arrays.setAll(due, i -> i * gapNs);
    long[] lengths = new long[writes];
    Arrays.fill(lengths, 4096);
    Arrivals arrivals = new Arrivals(due, new long[writes], lengths, writes * gapNs);
    try (GuardedBitmaps bitmaps = new GuardedBitmaps(backend, DISK, Granularity.DEFAULT)) {
      Snapshots none = new Snapshots(clock, bitmaps, 0, account);
      new Sender(clock, arrivals, bitmaps, none).play(lengthNs, account);
    }
    for (Latencies latencies : account.all()) {
      latencies.takeInterval();
    }
  }

  private static void assertNear(long expected, long found) {
    assertTrue(Math.abs(found - expected) <= expected / 500, expected + " expected, got " + found);
  }

  @Test
  void aBackendThatKeepsUpIsAsLateAsItsCallsAreLong() {
    play(100, 10 * MS, 1000 * MS, mark -> MS);
    Histogram latency = account.latency.total();
    assertEquals(100, latency.getTotalCount());
    assertNear(MS, latency.getMinValue());
    assertNear(MS, latency.getMaxValue());
    assertEquals(0, account.mostBehindNs());
    assertEquals(0, account.endBehindNs());
    assertEquals(991 * MS, account.elapsedNs());
  }

  @Test
  void aStallIsSeenInEveryWriteThatWasDueMeanwhile() {
    play(100, 10 * MS, 1000 * MS, mark -> mark == 10 ? 500 * MS : 0);
    Histogram latency = account.latency.total();
    assertEquals(100, latency.getTotalCount());
    // Write 10 took 500 ms; the ones after it were due 10, 20, ... 490 ms into the stall.
    for (int i = 0; i < 50; i++) {
      long late = (500 - 10 * i) * MS;
      assertEquals(1, latency.getCountAtValue(late), late + " ns");
    }
    assertEquals(50, latency.getCountAtValue(0), "those before and long after are on time");
    assertEquals(490 * MS, account.mostBehindNs());
    assertEquals(0, account.endBehindNs());
    Histogram service = account.service.total();
    assertEquals(99, service.getCountAtValue(0), "a closed loop would have seen one slow call");
    assertNear(500 * MS, service.getMaxValue());
  }

  @Test
  void writesThatAreBehindAreSentAtOnceAndNoneIsDropped() {
    play(10, 10 * MS, 100 * MS, mark -> mark == 0 ? 35 * MS : 0);
    assertEquals(List.of(0L, 35 * MS, 35 * MS, 35 * MS, 40 * MS, 50 * MS), begins.subList(0, 6));
    assertEquals(10, begins.size());
  }

  @Test
  void aBackendThatIsTooSlowEndsBehindSchedule() {
    play(100, MS, 100 * MS, mark -> 3 * MS);
    assertEquals(100, account.played());
    assertEquals(198 * MS, account.endBehindNs());
    assertNear(201 * MS, account.latency.total().getMaxValue());
    assertEquals(
        OpenLoopResult.State.OVERLOAD,
        OpenLoopResult.state(account.endBehindNs(), account.elapsedNs(), false));
  }

  @Test
  void aHiccupAtTheEndIsNoOverload() {
    assertEquals(OpenLoopResult.State.KEPT_UP, OpenLoopResult.state(50 * MS, 1000 * MS, false));
    assertEquals(
        OpenLoopResult.State.OVERLOAD, OpenLoopResult.state(1001 * MS, 100_000 * MS, false));
    assertEquals(OpenLoopResult.State.KEPT_UP, OpenLoopResult.state(MS / 2, MS, false));
    assertEquals(OpenLoopResult.State.STOPPED, OpenLoopResult.state(50 * MS, 60 * MS, true));
  }

  @Test
  void aSenderThatIsHopelesslyBehindGivesUp() {
    play(100, MS, 100 * MS, mark -> 1000 * MS);
    assertEquals(12, account.played(), "the write that is 10 s late or more is the last one");
    assertTrue(account.endBehindNs() >= Sender.PATIENCE_NS);
  }

  @Test
  void aLongerRunPlaysTheTraceAgain() {
    play(10, 10 * MS, 250 * MS, mark -> 0);
    assertEquals(25, account.played());
    assertEquals(240 * MS, begins.get(24));
  }

  @Test
  void aShorterRunStopsBeforeTheFirstWriteThatIsDueTooLate() {
    play(10, 10 * MS, 30 * MS, mark -> 0);
    assertEquals(List.of(0L, 10 * MS, 20 * MS), begins);
  }
}
