package dev.dirtybench.qcow2.image;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The direct buffer through which the data of bitmaps goes, made when it is needed: 1 MiB, which
 * the processor's cache can hold, or one cluster where that is more.
 *
 * <p>The process keeps one such buffer, the one freed last, for the next image: to make one costs
 * more than to read a small bitmap through it.
 */
final class BulkBuffer {
  private static final int MAX_BYTES = 1 << 20;

  private static final AtomicReference<ByteBuffer> SPARE = new AtomicReference<>();

  private ByteBuffer buffer;

  /**
   * The buffer, cleared, with a capacity of whole clusters, which the two numbers alone decide.
   *
   * @param dataBytes the whole length of what will go through it, so that it is not larger
   */
  ByteBuffer forData(long dataBytes, int clusterSize) {
    long clusters = Math.max(1, (Math.min(dataBytes, MAX_BYTES) + clusterSize - 1) / clusterSize);
    int capacity = (int) clusters * clusterSize;
    if (buffer == null) {
      buffer = SPARE.getAndSet(null);
    }
    if (buffer == null || buffer.capacity() < capacity) {
      buffer = ByteBuffer.allocateDirect(capacity);
    }
    return buffer.slice(0, capacity);
  }

  void free() {
    if (buffer != null) {
      SPARE.set(buffer);
      buffer = null;
    }
  }
}
