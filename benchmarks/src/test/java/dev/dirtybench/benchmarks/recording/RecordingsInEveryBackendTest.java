package dev.dirtybench.benchmarks.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.catalog.BundledTrace;
import dev.dirtybench.workloads.catalog.Traces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each recording, replayed into every backend, against the bitmaps that QEMU kept meanwhile. */
class RecordingsInEveryBackendTest {
  private static final String FOLDER = "/dev/dirtybench/workloads/traces/";
  private static final int[] GRANULARITIES = {4096, 65536, 1048576};

  static List<BundledTrace> recordings() {
    return Traces.bundled();
  }

  @Test
  void thereAreRecordingsAndBackends() {
    assertFalse(recordings().isEmpty(), "no recording is bundled");
    assertFalse(Backends.load().keepers().isEmpty(), "no backend is on the class path");
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void everyBackendLeavesExactlyTheExtentsOfQemu(BundledTrace recording) throws IOException {
    WriteTrace trace = recording.open();
    for (int granularity : GRANULARITIES) {
      String file = FOLDER + recording.name() + truth(granularity);
      InputStream packed = Traces.class.getResourceAsStream(file);
      assertNotNull(packed, () -> "the class path has no bundled truth " + file);
      compare(trace, granularity, packed);
    }
  }

  /** For CI, which has just made one; {@code NAME.csv.gz} has its truth beside it. */
  @Test
  void soDoesTheRecordingThatWasJustMade() throws IOException {
    String file = System.getProperty("dirtybench.recording");
    assumeTrue(file != null, "name one: -Ddirtybench.recording=NAME.csv.gz");
    WriteTrace trace = Traces.open(file);
    String name = file.replaceFirst("\\.csv\\.gz$", "");
    for (int granularity : GRANULARITIES) {
      compare(trace, granularity, Files.newInputStream(Path.of(name + truth(granularity))));
    }
  }

  private static String truth(int granularity) {
    return ".g" + granularity + ".extents.json.gz";
  }

  private static void compare(WriteTrace trace, int granularity, InputStream packed)
      throws IOException {
    List<DirtyExtent> qemu;
    try (InputStream json = new GZIPInputStream(packed)) {
      qemu = DirtyExtent.ofQemu(json);
    }
    assertFalse(qemu.isEmpty(), "QEMU's bitmap of granularity " + granularity + " is empty");
    for (String name : Backends.load().keepers()) {
      BitmapProvider backend = Backends.load().require(name);
      assertEquals(
          qemu,
          DirtyExtent.ofReplay(backend, trace, Granularity.ofBytes(granularity)),
          () -> "backend " + name + ", granularity " + granularity);
    }
  }
}
