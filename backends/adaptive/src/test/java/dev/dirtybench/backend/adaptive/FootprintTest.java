package dev.dirtybench.backend.adaptive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FootprintTest {
  private static final long SEED = 20261123;

  @Test
  void aDiskOf64TibWithAThousandExtentsTakesLessThanAMebibyteEvenBeforeARest() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    SplittableRandom random = new SplittableRandom(SEED);
    long size = 64L << 40;
    long before = threads.getCurrentThreadAllocatedBytes();
    try (Bitmap bitmap = new AdaptiveProvider().create(size, new Granularity(12))) {
      for (int extent = 0; extent < 1000; extent++) {
        long length = 4096 * (1 + random.nextLong(256));
        bitmap.setDirty(random.nextLong((size - length) >>> 12) << 12, length);
      }
      // All that was ever allocated is more than what is held.
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertTrue(allocated < 1 << 20, "bytes allocated: " + allocated + ", seed " + SEED);
      long count = bitmap.dirtyBitCount();
      bitmap.compact();
      assertEquals(count, bitmap.dirtyBitCount());
    }
  }
}
