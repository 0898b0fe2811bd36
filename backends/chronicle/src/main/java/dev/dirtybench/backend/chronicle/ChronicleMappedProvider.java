package dev.dirtybench.backend.chronicle;

import dev.dirtybench.spi.BackendName;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * Bitmaps in memory-mapped temporary files through Chronicle Bytes; {@link MappedBitmap} keeps one.
 *
 * <p>The files lie in {@code java.io.tmpdir} and go when the bitmap is closed. The JVM needs the
 * {@code --add-opens} of the module's README. The first bitmap turns Chronicle's analytics, banner
 * and background releaser off unless the user has set them.
 */
@BackendName("chronicle-mapped")
public final class ChronicleMappedProvider extends BitmapProvider {
  /** Creates nothing but itself. */
  public ChronicleMappedProvider() {}

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the JVM does not open what Chronicle needs
   * @throws UncheckedIOException if the temporary file cannot be made
   */
  @Override
  protected Bitmap newBitmap(long size, Granularity granularity) {
    FileStorage.requireOpenPackages();
    long wordCount = (granularity.bitCount(size) + 63) >>> 6;
    try {
      return new ChronicleBitmap(size, granularity, FileStorage.temporary(wordCount));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "a bitmap file of "
              + BitmapFileLayout.fileLength(wordCount)
              + " bytes must fit into the directory for temporary files "
              + System.getProperty("java.io.tmpdir")
              + ", got "
              + e.getMessage()
              + "; name another one with -Djava.io.tmpdir",
          e);
    }
  }

  @Override
  public long maxBits() {
    return ChronicleBitmap.MAX_BITS;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.OFF_HEAP, Capability.MEMORY_MAPPED);
  }

  @Override
  public String description() {
    return "words with summary levels in a file mapped by Chronicle Bytes";
  }
}
