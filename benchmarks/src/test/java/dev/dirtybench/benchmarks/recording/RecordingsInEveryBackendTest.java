package dev.dirtybench.benchmarks.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.workloads.BundledTrace;
import dev.dirtybench.workloads.Traces;
import dev.dirtybench.workloads.WriteTrace;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each recording, replayed into every backend, against the bitmaps that QEMU kept meanwhile. */
class RecordingsInEveryBackendTest {
  private static final int[] GRANULARITIES = {4096, 65536, 1048576};

  static List<BundledTrace> recordings() {
    return Traces.bundled();
  }

  @Test
  void thereAreRecordingsAndBackends() {
    assertFalse(recordings().isEmpty(), "no recording is bundled");
    assertFalse(Backends.load().names().isEmpty(), "no backend is on the class path");
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void everyBackendLeavesExactlyTheExtentsOfQemu(BundledTrace recording) throws IOException {
    WriteTrace trace = recording.open();
    for (int granularity : GRANULARITIES) {
      List<DirtyExtent> qemu = truth(recording, granularity);
      assertFalse(qemu.isEmpty(), "QEMU's bitmap of granularity " + granularity + " is empty");
      for (String name : Backends.load().names()) {
        BitmapProvider backend = Backends.load().require(name);
        assertEquals(
            qemu,
            DirtyExtent.ofReplay(backend, trace, Granularity.ofBytes(granularity)),
            () -> "backend " + name + ", granularity " + granularity);
      }
    }
  }

  private static List<DirtyExtent> truth(BundledTrace recording, int granularity)
      throws IOException {
    String file = "traces/" + recording.name() + ".g" + granularity + ".extents.json.gz";
    InputStream packed = Traces.class.getResourceAsStream(file);
    if (packed == null) {
      throw new IOException("the class path has no bundled truth " + file);
    }
    try (InputStream json = new GZIPInputStream(packed)) {
      return DirtyExtent.ofQemu(json);
    }
  }
}
