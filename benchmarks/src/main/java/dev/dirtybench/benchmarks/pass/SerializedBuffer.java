package dev.dirtybench.benchmarks.pass;

import dev.dirtybench.spi.Bitmap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.LongConsumer;

/** A direct buffer as long as a bitmap's serialised form, as a block device would fill it. */
final class SerializedBuffer {
  private SerializedBuffer() {}

  static ByteBuffer allocate(long bytes) {
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "one buffer holds at most "
              + Integer.MAX_VALUE
              + " bytes, the serialised bitmap has "
              + bytes
              + "; take a larger granularity");
    }
    return ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static ByteBuffer of(Bitmap bitmap) {
    ByteBuffer buffer = allocate(bitmap.serializedBytes());
    bitmap.serialize(buffer);
    return buffer.flip();
  }

  /** Index and value of every non-zero word. */
  static void deliver(ByteBuffer buffer, LongConsumer sink) {
    for (int at = 0; at < buffer.capacity(); at += Long.BYTES) {
      long word = buffer.getLong(at);
      if (word != 0) {
        sink.accept(at >>> 3);
        sink.accept(word);
      }
    }
  }
}
