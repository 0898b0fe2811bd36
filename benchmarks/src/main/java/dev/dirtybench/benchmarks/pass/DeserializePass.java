package dev.dirtybench.benchmarks.pass;

import dev.dirtybench.spi.Bitmap;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/** Empties a bitmap and loads the serialised form of what the trace left dirty into it. */
public final class DeserializePass extends Pass {
  private final Bitmap bitmap;
  private final ByteBuffer buffer;

  /**
   * Prepares the bitmap and the buffer.
   *
   * @param cell the subject
   */
  public DeserializePass(Cell cell) {
    try (Bitmap source = cell.dirtied()) {
      this.buffer = SerializedBuffer.of(source);
    }
    this.bitmap = cell.newBitmap();
  }

  @Override
  public long run() {
    buffer.rewind();
    bitmap.clearAll();
    bitmap.deserialize(buffer);
    return buffer.position();
  }

  @Override
  public long steps() {
    return 1;
  }

  @Override
  public void result(LongConsumer sink) {
    BitmapContent.deliver(bitmap, sink);
  }

  @Override
  public void close() {
    bitmap.close();
  }
}
