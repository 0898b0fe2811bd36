package dev.dirtybench.backend.chronicle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.ExtentCursor;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.spi.WordCursor;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class AllocationTest {
  private static final int ATTEMPTS = 50;
  private static final long BITS = 100_000;

  private final Bitmap bitmap = new ChronicleProvider().create(BITS, new Granularity(0));
  private final Bitmap other = new ChronicleMappedProvider().create(BITS, new Granularity(0));
  private final ExtentCursor extents = new ExtentCursor();
  private final WordCursor words = new WordCursor(100);
  private final ByteBuffer heap = ByteBuffer.allocate((int) bitmap.serializedBytes());
  private final ByteBuffer direct = ByteBuffer.allocateDirect((int) bitmap.serializedBytes());

  @Test
  void marksScansMergesAndMovesAllocateNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    // The JVM allocates now and then while it links and compiles; the operations would every time.
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      round();
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least, "fewest bytes in one of " + ATTEMPTS + " rounds");
    bitmap.close();
    other.close();
  }

  private void round() {
    for (long bit = 0; bit < BITS; bit += 997) {
      bitmap.setDirty(bit, 1);
    }
    bitmap.setDirty(5000, 20_000);
    bitmap.clearDirty(7000, 9000);
    extents.reset();
    long dirty = 0;
    while (bitmap.nextExtent(extents)) {
      dirty += extents.length();
    }
    assertEquals(bitmap.dirtyBitCount(), dirty);
    words.reset(0);
    while (bitmap.nextWords(words)) {
      dirty -= words.count();
    }
    other.merge(bitmap);
    bitmap.serialize(heap.clear());
    bitmap.serialize(direct.clear());
    bitmap.clearAll();
    bitmap.deserialize(heap.flip());
    other.deserialize(direct.flip());
    bitmap.clearAll();
  }
}
