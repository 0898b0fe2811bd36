package dev.dirtybench.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.ExtentCursor;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.spi.WordCursor;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/**
 * That a warm bitmap does its work without allocating; for backends that promise it.
 *
 * <p>Marks, scans, merges of two bitmaps, serialises and deserialises, and counts the bytes that
 * the thread allocates meanwhile.
 */
public abstract class AllocationContract {
  private static final int ATTEMPTS = 50;
  private static final long BITS = 100_000;

  /** For the test class of a backend. */
  protected AllocationContract() {}

  /**
   * The backend under test.
   *
   * @return a provider
   */
  protected abstract BitmapProvider provider();

  /**
   * The backend of the other bitmap to merge with, the same by default.
   *
   * @return a provider
   */
  protected BitmapProvider other() {
    return provider();
  }

  @Test
  protected final void marksScansMergesAndMovesAllocateNothing() {
    try (Bitmap bitmap = provider().create(BITS, new Granularity(0));
        Bitmap other = other().create(BITS, new Granularity(0))) {
      int bytes = (int) bitmap.serializedBytes();
      Rounds rounds =
          new Rounds(
              bitmap,
              other,
              new ExtentCursor(),
              new WordCursor(100),
              WordCursor.gathering(100),
              ByteBuffer.allocate(bytes),
              ByteBuffer.allocateDirect(bytes));
      assertEquals(0, fewestBytes(rounds), "fewest bytes in one of " + ATTEMPTS + " rounds");
    }
  }

  private static long fewestBytes(Rounds rounds) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    // The JVM allocates now and then while it links and compiles; the operations would every time.
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      rounds.round();
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  /** What is used again and again, made before anything is counted. */
  private record Rounds(
      Bitmap bitmap,
      Bitmap other,
      ExtentCursor extents,
      WordCursor words,
      WordCursor gathered,
      ByteBuffer heap,
      ByteBuffer direct) {
    void round() {
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
      gathered.reset(0);
      while (bitmap.nextWords(gathered)) {
        dirty -= gathered.count();
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
}
