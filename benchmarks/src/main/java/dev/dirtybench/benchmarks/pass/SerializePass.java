package dev.dirtybench.benchmarks.pass;

import dev.dirtybench.spi.Bitmap;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/** Writes what the trace left dirty into a direct buffer, in the common form that qcow2 stores. */
public final class SerializePass extends Pass {
  private final Bitmap bitmap;
  private final ByteBuffer buffer;

  /**
   * Prepares the bitmap and the buffer.
   *
   * @param cell the subject
   */
  public SerializePass(Cell cell) {
    this.bitmap = cell.dirtied();
    this.buffer = SerializedBuffer.allocate(bitmap.serializedBytes());
  }

  @Override
  public long run() {
    buffer.clear();
    bitmap.serialize(buffer);
    return buffer.position();
  }

  @Override
  public long steps() {
    return 1;
  }

  @Override
  public void result(LongConsumer sink) {
    SerializedBuffer.deliver(buffer, sink);
  }

  @Override
  public void close() {
    bitmap.close();
  }
}
