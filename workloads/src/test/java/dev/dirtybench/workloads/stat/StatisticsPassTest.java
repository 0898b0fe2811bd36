package dev.dirtybench.workloads.stat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.catalog.Traces;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsPassTest {
  private static final long SECOND = 1_000_000_000;

  /** Five operations of which one can tell everything by hand. */
  private static WriteTrace small() {
    return WriteTrace.builder("small", "by hand", 1 << 21)
        .add(0, 0, 8192, TraceOperation.WRITE)
        .add(SECOND / 2, 8192, 4096, TraceOperation.WRITE)
        .add(SECOND / 2, 0, 0, TraceOperation.FLUSH)
        .add(3 * SECOND, 4096, 512, TraceOperation.WRITE)
        .add(4 * SECOND, 1 << 20, 65536, TraceOperation.DISCARD)
        .build();
  }

  @Test
  void aSmallTraceIsToldAsByHand() throws IOException {
    TraceStatistics statistics = StatisticsPass.of(small().stream());
    assertEquals(5, statistics.operations());
    assertEquals(
        List.of(
            new TraceStatistics.Kind(TraceOperation.WRITE, 3, 12800),
            new TraceStatistics.Kind(TraceOperation.WRITE_ZEROES, 0, 0),
            new TraceStatistics.Kind(TraceOperation.DISCARD, 1, 65536),
            new TraceStatistics.Kind(TraceOperation.FLUSH, 1, 0)),
        statistics.kinds());
    assertEquals(new TraceStatistics.Rates(1.25, 78336 / 4.0, 3, 0, 65536, 4), statistics.rates());
    assertEquals(new TraceStatistics.Density(512, 152, 4096), statistics.densities().get(0));
    assertEquals(new TraceStatistics.Density(4096, 19, 512), statistics.densities().get(3));
    assertEquals(new TraceStatistics.Density(65536, 2, 32), statistics.densities().get(7));
    assertEquals(new TraceStatistics.Density(1 << 20, 2, 2), statistics.densities().get(11));
    assertEquals(2, statistics.runs().get(0).lengths().count());
    assertEquals(16, statistics.runs().get(0).lengths().max());
    assertEquals(9.5, statistics.runs().get(0).lengths().mean());
    assertEquals(0.25, statistics.sequence().afterLast());
    assertEquals(0.25, statistics.sequence().afterRecent());
    assertEquals(19, statistics.overwrites().first());
    assertEquals(0.05, statistics.overwrites().share());
    assertEquals(4096, statistics.overwrites().distances().max());
    assertEquals(65536, statistics.lengths().max());
    assertEquals(4, statistics.arrivals().count());
    assertEquals(new TraceStatistics.Sampling(1, 1), statistics.sampling());
  }

  @Test
  void theWorkingSetCountsAGranuleOnceForAWindow() throws IOException {
    TraceStatistics.WorkingSet set = StatisticsPass.of(small().stream()).workingSet();
    assertEquals(1 / 16.0, set.seconds());
    assertEquals(65, set.granules().length);
    assertEquals(2, set.granules()[0]);
    assertEquals(1, set.granules()[8]);
    assertEquals(1, set.granules()[48]);
    assertEquals(16, set.granules()[64]);
    for (TraceStatistics.Interval interval : set.intervals()) {
      if (interval.seconds() == 1) {
        assertEquals(5, interval.windows());
        assertEquals(20 / 5.0, interval.granules());
      }
      if (interval.seconds() == 8) {
        assertEquals(19, interval.granules());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aRandomTraceIsToldAsByThePlainWay(long seed) throws IOException {
    WriteTrace trace = random(seed);
    TraceStatistics statistics = StatisticsPass.of(trace.stream());
    String message = "seed " + seed;
    for (TraceStatistics.Density density : statistics.densities()) {
      assertEquals(
          PlainStatistics.dirty(trace, density.granularity()).size(), density.dirty(), message);
    }
    for (TraceStatistics.Runs runs : statistics.runs()) {
      assertSame(PlainStatistics.runs(trace, runs.granularity()), runs.lengths(), message);
    }
    assertSame(PlainStatistics.distances(trace), statistics.overwrites().distances(), message);
    assertEquals(
        PlainStatistics.dirty(trace, 4096).size(), statistics.overwrites().first(), message);
    assertEquals(PlainStatistics.sequential(trace, 1), statistics.sequence().afterLast(), message);
    assertEquals(
        PlainStatistics.sequential(trace, StatisticsPass.RECENT),
        statistics.sequence().afterRecent(),
        message);
    long[] windows = new long[statistics.workingSet().granules().length];
    for (Map.Entry<Long, Set<Long>> window :
        PlainStatistics.windows(trace, statistics.workingSet().seconds()).entrySet()) {
      windows[Math.toIntExact(window.getKey())] = window.getValue().size();
    }
    assertArrayEquals(windows, statistics.workingSet().granules(), message);
    for (TraceStatistics.Interval interval : statistics.workingSet().intervals()) {
      long sum =
          PlainStatistics.windows(trace, interval.seconds()).values().stream()
              .mapToLong(Set::size)
              .sum();
      assertEquals(
          (double) sum / interval.windows(), interval.granules(), 1e-9, message + interval);
    }
  }

  private static void assertSame(LogHistogram expected, LogHistogram actual, String message) {
    assertEquals(expected.count(), actual.count(), message);
    assertEquals(expected.sum(), actual.sum(), message);
    assertEquals(expected.max(), actual.max(), message);
    assertEquals(expected.octaves(), actual.octaves(), message);
  }

  private static WriteTrace random(long seed) {
    Random random = new Random(seed);
    long size = (4L << 20) + random.nextInt(1 << 22);
    WriteTrace.Builder trace = WriteTrace.builder("random", "seed " + seed, size);
    long now = 0;
    long end = 0;
    for (int i = 0; i < 400; i++) {
      now += random.nextInt(10) == 0 ? random.nextInt(2_000_000_000) : random.nextInt(3_000_000);
      TraceOperation operation = TraceOperation.values()[random.nextInt(4)];
      if (!operation.marks()) {
        trace.add(now, 0, 0, operation);
        continue;
      }
      long length = 1 + random.nextInt(random.nextInt(5) == 0 ? 300_000 : 9000);
      boolean goesOn = random.nextInt(4) == 0 && end + length <= size;
      long offset = goesOn ? end : (long) (random.nextDouble() * (size - length));
      trace.add(now, offset, length, operation);
      end = offset + length;
    }
    return trace.build();
  }

  @Test
  void moreGranulesThanAreRememberedAreToldBySampleAndSaid() throws IOException {
    TraceStatistics statistics =
        StatisticsPass.of(
            Traces.open("uniform:size=64G,operations=3000000,length=4K,seed=5").stream());
    assertEquals(1, statistics.sampling().regions());
    assertEquals(2, statistics.sampling().granules());
    double exact = statistics.densities().get(3).dirty();
    assertEquals(exact, statistics.overwrites().first(), 0.01 * exact);
    double again = 3_000_000 - exact;
    assertEquals(again, statistics.overwrites().distances().count(), 0.02 * again);
  }

  @Test
  void aDiskOfUnstatedSizeIsAsLargeAsItsOperationsSay() throws IOException {
    TraceStatistics statistics = StatisticsPass.of(unsized(small()));
    assertEquals(2 << 20, statistics.deviceSize());
    assertEquals(1, statistics.remarks().size());
    assertTrue(statistics.remarks().get(0).contains("disk size not stated"));
  }

  @Test
  void aTraceWithoutRangesAndSizeIsRefused() {
    WriteTrace flushes =
        WriteTrace.builder("flushes", "by hand", 1).add(0, 0, 0, TraceOperation.FLUSH).build();
    assertThrows(TraceFormatException.class, () -> StatisticsPass.of(unsized(flushes)));
  }

  @Test
  void aTraceWithoutOperationsHasNothingInIt() throws IOException {
    WriteTrace none = WriteTrace.builder("none", "by hand", 1).build();
    TraceStatistics statistics = StatisticsPass.of(none.stream());
    assertEquals(0, statistics.operations());
    assertEquals(0, statistics.overwrites().share());
    assertEquals(List.of(), statistics.lengths().octaves());
  }

  private static OperationStream unsized(WriteTrace trace) {
    OperationStream whole = trace.stream();
    return new OperationStream() {
      @Override
      public TraceHead head() {
        return whole.head().withDeviceSize(TraceHead.UNKNOWN);
      }

      @Override
      public int read(OperationBatch batch) throws IOException {
        return whole.read(batch);
      }

      @Override
      public List<String> remarks() {
        return whole.remarks();
      }

      @Override
      public void close() throws IOException {
        whole.close();
      }
    };
  }
}
