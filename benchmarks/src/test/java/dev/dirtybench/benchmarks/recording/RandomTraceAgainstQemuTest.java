package dev.dirtybench.benchmarks.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.WriteTrace;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random traces of all operations: every backend leaves the bitmap that QEMU itself leaves. */
class RandomTraceAgainstQemuTest {
  private static final int[] GRANULARITIES = {512, 4096, 65536, 1048576};
  private static final int SECTOR = 512;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyBackendAgreesWithQemu(long seed) throws Exception {
    WriteTrace trace = randomTrace(seed);
    QemuReplay qemu = new QemuReplay(folder, trace, GRANULARITIES);
    for (int granularity : GRANULARITIES) {
      List<DirtyExtent> expected = qemu.dirtyExtents(granularity);
      assertFalse(expected.isEmpty());
      for (String backend : Backends.load().keepers()) {
        assertEquals(
            expected,
            DirtyExtent.ofReplay(
                Backends.load().require(backend), trace, Granularity.ofBytes(granularity)),
            () -> "seed " + seed + ", backend " + backend + ", granularity " + granularity);
      }
    }
  }

  /** Sector-aligned operations on a disk that ends inside a granule of every size above one. */
  private static WriteTrace randomTrace(long seed) {
    var random = new SplittableRandom(seed);
    long sectors = (1L << 21) + random.nextInt(1, 8);
    var trace = WriteTrace.builder("random", "seed " + seed, sectors * SECTOR);
    TraceOperation[] kinds = TraceOperation.values();
    for (int i = 0; i < 1200; i++) {
      TraceOperation kind = kinds[random.nextInt(kinds.length)];
      if (kind.marks()) {
        long first = random.nextLong(sectors);
        long longest = Math.min(sectors - first, 1L << random.nextInt(12));
        trace.add(i, first * SECTOR, random.nextLong(1, longest + 1) * SECTOR, kind);
      } else {
        trace.add(i, 0, 0, kind);
      }
    }
    long last = random.nextLong(1, 8);
    trace.add(1200, (sectors - last) * SECTOR, last * SECTOR, TraceOperation.WRITE);
    return trace.build();
  }
}
