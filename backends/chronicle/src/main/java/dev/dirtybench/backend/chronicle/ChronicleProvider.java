package dev.dirtybench.backend.chronicle;

import dev.dirtybench.backend.offheap.AllocatedStorage;
import dev.dirtybench.backend.offheap.OpenPackages;
import dev.dirtybench.spi.BackendName;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.Granularity;
import java.util.Set;

/**
 * Bitmaps in words of a native {@code BytesStore} of Chronicle Bytes.
 *
 * <p>The JVM needs the {@code --add-opens} of the module's README. The first bitmap turns
 * Chronicle's analytics, banner and background releaser off unless the user has set them.
 */
@BackendName("chronicle")
public final class ChronicleProvider extends BitmapProvider {
  /** Creates nothing but itself. */
  public ChronicleProvider() {}

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the JVM does not open what Chronicle needs
   */
  @Override
  protected Bitmap newBitmap(long size, Granularity granularity) {
    OpenPackages.require("chronicle", "sun.nio.ch");
    long wordCount = (granularity.bitCount(size) + 63) >>> 6;
    return new ChronicleBitmap(
        size, granularity, new AllocatedStorage(wordCount, StoreWords::allocate));
  }

  @Override
  public long maxBits() {
    return ChronicleBitmap.MAX_BITS;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.OFF_HEAP);
  }

  @Override
  public String description() {
    return "native words with summary levels in a Chronicle BytesStore";
  }
}
