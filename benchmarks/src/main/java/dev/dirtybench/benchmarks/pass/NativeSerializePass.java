package dev.dirtybench.benchmarks.pass;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.NativeFormat;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/** Writes what the trace left dirty into a direct buffer, in the backend's own form. */
public final class NativeSerializePass extends Pass {
  private final Cell cell;
  private final Bitmap bitmap;
  private final NativeFormat format;
  private final ByteBuffer buffer;

  /**
   * Prepares the bitmap and the buffer.
   *
   * @param cell the subject, of a backend with a native format
   */
  public NativeSerializePass(Cell cell) {
    this.cell = cell;
    this.bitmap = cell.dirtied();
    this.format = NativeBitmap.of(bitmap);
    this.buffer = NativeBitmap.allocate(format);
  }

  @Override
  public long run() {
    buffer.clear();
    format.writeNative(buffer);
    return buffer.position();
  }

  @Override
  public long steps() {
    return 1;
  }

  @Override
  public void result(LongConsumer sink) {
    try (Bitmap copy = cell.newBitmap()) {
      NativeBitmap.of(copy).readNative(buffer.duplicate().flip());
      BitmapContent.deliver(copy, sink);
    }
  }

  @Override
  public void close() {
    bitmap.close();
  }
}
