package dev.dirtybench.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory outside the heap: accounted for, and given back by closing. */
interface OffHeapContract extends ContractPart {
  /** Growth of resident memory that a run of {@link #cycles()} may show, in KiB. */
  long RESIDENT_BOUND_KIB = 64 * 1024;

  /** How often the test for leaks creates and closes a bitmap. */
  int cycles();

  private boolean offHeap() {
    return backend().capabilities().contains(Capability.OFF_HEAP)
        || backend().capabilities().contains(Capability.MEMORY_MAPPED);
  }

  @Test
  default void theCapabilityTellsWhetherMemoryIsOutsideTheHeap() {
    try (Bitmap bitmap = backend().create(L3, BYTE)) {
      bitmap.setDirty(0, L3);
      long bytes = bitmap.offHeapBytes();
      if (backend().capabilities().contains(Capability.COMPRESSED) && offHeap()) {
        assertTrue(bytes > 0, "offHeapBytes must be more than 0, got " + bytes);
      } else if (offHeap()) {
        assertTrue(bytes >= L3 / 8, "offHeapBytes for " + L3 + " bits is " + bytes);
      } else {
        assertEquals(0, bytes);
      }
    }
  }

  @Test
  default void createAndCloseLeaveTheProcessWhereItWas(@TempDir Path directory)
      throws IOException, InterruptedException {
    assumeTrue(offHeap(), "the backend holds no memory outside the heap");
    assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "there is no /proc/self/status");
    CycleReport report = CycleReport.of(backend().getClass(), cycles(), directory);
    assertTrue(
        report.residentGrowthKib() <= RESIDENT_BOUND_KIB,
        () -> "resident memory must grow by at most " + RESIDENT_BOUND_KIB + " KiB, " + report);
    assertTrue(report.descriptorGrowth() <= 8, () -> "file descriptors are left over, " + report);
    assertTrue(report.mappingGrowth() <= 64, () -> "mappings are left over, " + report);
    assertTrue(report.directBufferGrowth() <= 8, () -> "direct buffers are left over, " + report);
  }
}
