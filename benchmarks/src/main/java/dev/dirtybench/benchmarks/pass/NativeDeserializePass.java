package dev.dirtybench.benchmarks.pass;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.NativeFormat;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/** Replaces a bitmap by the backend's own form of what the trace left dirty. */
public final class NativeDeserializePass extends Pass {
  private final Bitmap bitmap;
  private final NativeFormat format;
  private final ByteBuffer buffer;

  /**
   * Prepares the bitmap and the buffer.
   *
   * @param cell the subject, of a backend with a native format
   */
  public NativeDeserializePass(Cell cell) {
    try (Bitmap source = cell.dirtied()) {
      NativeFormat from = NativeBitmap.of(source);
      this.buffer = NativeBitmap.allocate(from);
      from.writeNative(buffer);
      buffer.flip();
    }
    this.bitmap = cell.newBitmap();
    this.format = NativeBitmap.of(bitmap);
  }

  @Override
  public long run() {
    buffer.rewind();
    format.readNative(buffer);
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
