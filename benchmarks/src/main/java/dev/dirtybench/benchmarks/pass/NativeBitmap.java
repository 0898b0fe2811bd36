package dev.dirtybench.benchmarks.pass;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.NativeFormat;
import java.nio.ByteBuffer;

/** A bitmap of a backend that states {@code NATIVE_FORMAT}, seen as such. */
final class NativeBitmap {
  private NativeBitmap() {}

  static NativeFormat of(Bitmap bitmap) {
    if (bitmap instanceof NativeFormat format) {
      return format;
    }
    throw new IllegalArgumentException(
        bitmap.getClass().getName() + " states NATIVE_FORMAT but does not implement NativeFormat");
  }

  static ByteBuffer allocate(NativeFormat format) {
    return SerializedBuffer.allocate(format.nativeBytes());
  }
}
