package dev.dirtybench.backend.adaptive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.ExtentCursor;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.spi.WordCursor;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class AllocationTest {
  private static final int ATTEMPTS = 50;
  private static final long BITS = 5 << 16;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Bitmap bitmap = new AdaptiveProvider().create(BITS, new Granularity(0));
  private final ExtentCursor extents = new ExtentCursor();
  private final WordCursor words = new WordCursor(100);

  @Test
  void aWarmBitmapIsMarkedScannedAndClearedWithoutAllocation() {
    assertEquals(0, least(this::round), "fewest bytes in one of " + ATTEMPTS + " rounds");
  }

  @Test
  void aRestingBitmapIsScannedWithoutAllocation() {
    round();
    for (long bit = 0; bit < BITS; bit += 997) {
      bitmap.setDirty(bit, 3);
    }
    bitmap.compact();
    assertEquals(0, least(this::scan), "fewest bytes in one of " + ATTEMPTS + " scans");
  }

  @Test
  void aMergeOfWarmBitmapsAllocatesNothing() {
    try (Bitmap other = new AdaptiveProvider().create(BITS, new Granularity(0))) {
      for (long bit = 0; bit < BITS; bit += 997) {
        other.setDirty(bit, 3);
      }
      long least =
          least(
              () -> {
                bitmap.merge(other);
                bitmap.clearAll();
              });
      assertEquals(0, least, "fewest bytes in one of " + ATTEMPTS + " merges");
    }
  }

  private long least(Runnable work) {
    long least = Long.MAX_VALUE;
    // The JVM allocates now and then while it links and compiles; the operations would every time.
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      work.run();
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  private void round() {
    for (long bit = 0; bit < BITS; bit += 997) {
      bitmap.setDirty(bit, 1);
    }
    bitmap.setDirty(60_000, 90_000);
    bitmap.clearDirty(65_000, 9000);
    scan();
    bitmap.clearAll();
  }

  private void scan() {
    extents.reset();
    long dirty = 0;
    while (bitmap.nextExtent(extents)) {
      dirty += extents.length();
    }
    assertEquals(bitmap.dirtyBitCount(), dirty);
    words.reset(0);
    while (bitmap.nextWords(words)) {
      assertTrue(words.count() > 0);
    }
  }
}
