package dev.dirtybench.benchmarks.pass;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.dirtybench.spi.Granularity;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.WriteTrace;
import org.junit.jupiter.api.Test;

class ClearRangesTest {
  @Test
  void takesEverySecondMarkOutwardToGranulesAndEndsWithTheDisk() {
    var trace = WriteTrace.builder("t", "made for this test", 10_000);
    trace.add(0, 100, 5000, TraceOperation.WRITE);
    trace.add(1, 0, 0, TraceOperation.FLUSH);
    trace.add(2, 4096, 10, TraceOperation.DISCARD);
    trace.add(3, 9000, 1000, TraceOperation.WRITE_ZEROES);
    ClearRanges ranges = ClearRanges.of(trace.build(), Granularity.ofBytes(4096));
    assertArrayEquals(new long[] {0, 8192}, ranges.offsets());
    assertArrayEquals(new long[] {8192, 1808}, ranges.lengths());
  }
}
