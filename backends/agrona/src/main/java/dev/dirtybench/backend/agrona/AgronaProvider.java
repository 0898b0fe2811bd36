package dev.dirtybench.backend.agrona;

import dev.dirtybench.backend.offheap.OpenPackages;
import dev.dirtybench.spi.BackendName;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.Granularity;
import java.util.Set;

/**
 * Bitmaps in off-heap words of an Agrona {@code UnsafeBuffer}, aligned to 64 bytes.
 *
 * <p>The JVM needs {@code --add-opens java.base/jdk.internal.misc=ALL-UNNAMED}, and {@code
 * -XX:MaxDirectMemorySize} where the bitmaps take more than the heap's maximum. Holds a little less
 * than 2^34 bits, because Agrona's indexes are {@code int} bytes.
 */
@BackendName("agrona")
public final class AgronaProvider extends BitmapProvider {
  /** Creates nothing but itself. */
  public AgronaProvider() {}

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the JVM does not open what Agrona needs
   */
  @Override
  protected Bitmap newBitmap(long size, Granularity granularity) {
    OpenPackages.require("agrona", "jdk.internal.misc");
    return new AgronaBitmap(size, granularity);
  }

  @Override
  public long maxBits() {
    return AgronaBitmap.MAX_BITS;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.OFF_HEAP);
  }

  @Override
  public String description() {
    return "off-heap words with summary levels in an Agrona UnsafeBuffer";
  }
}
