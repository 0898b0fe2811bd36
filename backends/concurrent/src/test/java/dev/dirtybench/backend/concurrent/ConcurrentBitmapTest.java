package dev.dirtybench.backend.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.testkit.BitmapContract;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class ConcurrentBitmapTest extends BitmapContract {
  private static final Granularity BYTE = new Granularity(0);

  @Override
  protected BitmapProvider provider() {
    return new ConcurrentBitmapProvider();
  }

  @Test
  void isFoundByItsName() {
    assertInstanceOf(ConcurrentBitmapProvider.class, Backends.load().require("concurrent"));
  }

  @Test
  void aSizeThatOneArrayCannotHoldIsRefusedAndChangesNothing() {
    try (Bitmap bitmap = provider().create(5000, BYTE)) {
      bitmap.setDirty(4096, 10);
      assertThrows(IllegalArgumentException.class, () -> bitmap.truncate(provider().maxBits() + 1));
      assertEquals(5000, bitmap.size());
      assertEquals(10, bitmap.dirtyBitCount());
    }
  }

  @Test
  void marksMergesMovesAndScansAllocateNothing() {
    var threads =
        assertInstanceOf(
            com.sun.management.ThreadMXBean.class, ManagementFactory.getThreadMXBean());
    assumeTrue(threads.isThreadAllocatedMemorySupported(), "this JVM counts no allocation");
    try (ConcurrentBitmap bitmap = new ConcurrentBitmap(1 << 20, BYTE);
        ConcurrentBitmap target = new ConcurrentBitmap(1 << 20, BYTE)) {
      work(bitmap, target);
      long before = threads.getCurrentThreadAllocatedBytes();
      int operations = work(bitmap, target);
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertTrue(allocated < operations, allocated + " bytes in " + operations + " operations");
    }
  }

  private static int work(ConcurrentBitmap bitmap, ConcurrentBitmap target) {
    int operations = 0;
    for (int round = 0; round < 20; round++) {
      for (long at = 0; at < 1 << 20; at += 331) {
        bitmap.setDirty(at, Math.min((1 << 20) - at, 1 + (at & 1023)));
        operations++;
      }
      bitmap.moveDirtTo(target);
      bitmap.merge(target);
      bitmap.clearDirty(4096, 70_000);
      assertTrue(bitmap.nextDirty(4096, 1 << 20) > 4096);
      target.clearAll();
    }
    return operations;
  }
}
