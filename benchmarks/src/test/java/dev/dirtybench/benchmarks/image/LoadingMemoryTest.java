package dev.dirtybench.benchmarks.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What loading allocates in all, garbage included, beside the bitmap itself. */
class LoadingMemoryTest {
  private static final long BITMAP_BYTES = 64L << 20;
  private static final long DISK_SIZE = BITMAP_BYTES * Byte.SIZE * 65536;
  private static final long MOST_BUFFERS = 8L << 20;

  private final BitmapProvider backend = Backends.load().require("hbitmap");

  @ParameterizedTest
  @EnumSource(OpenMode.class)
  void isAtMostEightMebibytes(OpenMode mode) throws Exception {
    try (ScratchImage scratch = ScratchImage.create(DISK_SIZE)) {
      RandomBits bits = new RandomBits(0.5, 1);
      scratch.add("b0", Granularity.DEFAULT, backend, bits::fill);
      long bitmapAlone = heapOfABitmap();
      long heap = allocated();
      long direct = direct();
      try (Qcow2Image image = scratch.open(mode, backend)) {
        long extraHeap = allocated() - heap - bitmapAlone;
        long extraDirect = direct() - direct;
        assertEquals(1, image.node().bitmaps().size());
        assertTrue(
            extraHeap + Math.max(0, extraDirect) <= MOST_BUFFERS,
            () -> "heap " + extraHeap + ", direct " + extraDirect + " bytes beside the bitmap");
      }
    }
  }

  private long heapOfABitmap() {
    long before = allocated();
    backend.create(DISK_SIZE, Granularity.DEFAULT).close();
    return allocated() - before;
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private static long direct() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }
}
