package dev.dirtybench.backend.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;

/**
 * A Roaring bitmap in its portable form in a temporary file, mapped and read in place.
 *
 * <p>The file is gone from its folder once it is mapped; its space goes with {@link #free()}.
 */
final class MappedForm {
  private final MappedByteBuffer form;
  private final long bytes;
  private ImmutableRoaringBitmap bits;

  /**
   * Writes and maps a bitmap.
   *
   * @param source stays as it is
   * @throws UncheckedIOException if there is no room for the file; none is left then
   */
  MappedForm(ImmutableRoaringBitmap source) {
    bytes = source.serializedSizeInBytes();
    form = map(source, bytes);
    bits = new ImmutableRoaringBitmap(form.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN));
  }

  private static MappedByteBuffer map(ImmutableRoaringBitmap source, long bytes) {
    try {
      Path path = Files.createTempFile("dirtybench-", ".roaring");
      try (FileChannel file =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE)) {
        // Written and not stored into the mapping: a full disk is an exception then, not a signal.
        ByteBuffer serialized = ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
        source.serialize(serialized);
        serialized.flip();
        while (serialized.hasRemaining()) {
          file.write(serialized);
        }
        return file.map(MapMode.READ_ONLY, 0, bytes);
      } finally {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "a bitmap of " + bytes + " bytes cannot be mapped in java.io.tmpdir: " + e, e);
    }
  }

  /** The bits, to be read until {@link #free()}. */
  ImmutableRoaringBitmap bits() {
    return bits;
  }

  /** Bytes mapped. */
  long bytes() {
    return bytes;
  }

  /** Unmaps; nobody may read the bits afterwards. */
  void free() {
    bits = null;
    Unmapping.unmap(form);
  }
}
