package dev.dirtybench.spi;

import java.nio.ByteBuffer;

/**
 * A backend's own serialised form, beside the common one of {@link Bitmap#serialize}.
 *
 * <p>Only the same backend reads it back. It exists to show what a library's own format costs and
 * saves; nothing but a benchmark of that name depends on it.
 */
public interface NativeFormat {
  /**
   * The size of the native form of the present content.
   *
   * @return bytes
   */
  long nativeBytes();

  /**
   * Writes the native form and advances the position.
   *
   * @param target has at least {@link #nativeBytes()} remaining
   * @throws IllegalArgumentException if it has less; nothing is written then
   */
  void writeNative(ByteBuffer target);

  /**
   * Replaces the content by a native form and advances the position past it.
   *
   * @param source a native form, written by a bitmap of the same backend, size and granularity
   * @throws IllegalArgumentException if the bytes are no such form or hold a bit past the end; the
   *     content is left as it was
   */
  void readNative(ByteBuffer source);
}
