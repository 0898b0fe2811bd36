package dev.dirtybench.backend.adaptive;

import dev.dirtybench.spi.BackendName;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.Granularity;
import java.util.Set;

/** Creates {@link AdaptiveBitmap}s, under the name {@code adaptive}. */
@BackendName("adaptive")
public final class AdaptiveProvider extends BitmapProvider {
  /** For {@link java.util.ServiceLoader}. */
  public AdaptiveProvider() {}

  @Override
  protected Bitmap newBitmap(long size, Granularity granularity) {
    return new AdaptiveBitmap(size, granularity);
  }

  /**
   * {@inheritDoc}
   *
   * <p>2^46: the number of a piece is an {@code int}. An empty bitmap of that size takes 64 MiB.
   */
  @Override
  public long maxBits() {
    return Directory.MAX_BITS;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.COMPRESSED);
  }

  @Override
  public String description() {
    return "pieces of 2^16 bits on the heap, each shared, packed as runs or positions, or words";
  }
}
