package dev.dirtybench.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dirtybench.spi.BackendName;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The test for leaks, on bitmaps that leak, crash the JVM and do neither. */
class CreateCloseCyclesTest {
  @TempDir Path directory;

  @BeforeEach
  void needsProc() {
    assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "there is no /proc/self/status");
  }

  @Test
  void bitmapsThatLeakNothingLeaveTheProcessWhereItWas() throws IOException, InterruptedException {
    CycleReport report = CycleReport.of(SoundProvider.class, 200_000, directory);
    assertTrue(
        report.residentGrowthKib() < OffHeapContract.RESIDENT_BOUND_KIB / 2, report::toString);
    assertTrue(report.descriptorGrowth() <= 2, report::toString);
    assertTrue(report.directBufferGrowth() == 0, report::toString);
  }

  @Test
  void memoryThatIsNotFreedShows() throws IOException, InterruptedException {
    CycleReport report = CycleReport.of(LeakyProvider.class, 1500, directory);
    assertTrue(report.directBufferGrowth() == 1500, report::toString);
    assertTrue(report.residentGrowthKib() > 1500 * LeakyProvider.LEAK_KIB / 2, report::toString);
  }

  @Test
  void aJvmThatDiesIsAFailureWithItsOutput() {
    AssertionError error =
        assertThrows(
            AssertionError.class, () -> CycleReport.of(DyingProvider.class, 1000, directory));
    assertTrue(error.getMessage().contains("the native library is not here"), error.getMessage());
  }

  /** Creates bitmaps that leak nothing. */
  @BackendName("sound")
  public static class SoundProvider extends BitmapProvider {
    public SoundProvider() {}

    @Override
    protected Bitmap newBitmap(long size, Granularity granularity) {
      return new PlainBitmap(size, granularity);
    }

    @Override
    public long maxBits() {
      return Long.MAX_VALUE;
    }

    @Override
    public String description() {
      return "for the test for leaks";
    }
  }

  /** Keeps direct memory for every bitmap that it ever created. */
  @BackendName("leaky")
  public static final class LeakyProvider extends SoundProvider {
    static final int LEAK_KIB = 32;

    private static final List<ByteBuffer> KEPT = new ArrayList<>();

    public LeakyProvider() {}

    @Override
    protected Bitmap newBitmap(long size, Granularity granularity) {
      KEPT.add(ByteBuffer.allocateDirect(LEAK_KIB * 1024));
      return super.newBitmap(size, granularity);
    }
  }

  /** Cannot create anything. */
  @BackendName("dying")
  public static final class DyingProvider extends SoundProvider {
    public DyingProvider() {}

    @Override
    protected Bitmap newBitmap(long size, Granularity granularity) {
      throw new IllegalStateException("the native library is not here");
    }
  }
}
