package dev.dirtybench.benchmarks.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.catalog.Traces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirtyShareTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sqlite",
        "package-install",
        "uniform:size=1G,operations=3000,length=5000,seed=7",
        "uniform:size=1000000001,operations=3000,length=40000,seed=8"
      })
  void isWhatABitmapCounts(String spec) throws Exception {
    WriteTrace trace = Traces.open(spec);
    DirtyShare share = DirtyShare.of(trace);
    for (String size : new String[] {"4K", "64K", "1M"}) {
      Granularity granularity = Granularity.parse(size);
      try (Bitmap bitmap =
          Backends.load().require("bitset").create(trace.deviceSize(), granularity)) {
        Subject.mark(trace, bitmap);
        assertEquals(
            (double) bitmap.dirtyBitCount() / bitmap.bitCount(),
            share.at(granularity),
            0,
            spec + " at " + size);
      }
    }
  }

  @Test
  void isNothingForATraceWithoutWrites() {
    WriteTrace trace = WriteTrace.builder("idle", "nothing", 1 << 20).build();
    assertEquals(0, DirtyShare.of(trace).at(Granularity.DEFAULT));
  }
}
