package dev.dirtybench.qcow2.image;

import java.nio.ByteBuffer;

/**
 * The direct buffer through which the data of bitmaps goes, at most 4 MiB, made when it is needed.
 */
final class BulkBuffer {
  private static final int MAX_BYTES = 4 << 20;

  private ByteBuffer buffer;

  /**
   * The buffer, cleared, with a capacity of whole clusters.
   *
   * @param dataBytes the whole length of what will go through it, so that it is not larger
   */
  ByteBuffer forData(long dataBytes, int clusterSize) {
    long clusters = Math.max(1, (Math.min(dataBytes, MAX_BYTES) + clusterSize - 1) / clusterSize);
    int capacity = (int) clusters * clusterSize;
    if (buffer == null || buffer.capacity() < capacity) {
      buffer = ByteBuffer.allocateDirect(capacity);
    }
    return buffer.clear();
  }

  void free() {
    buffer = null;
  }
}
