package dev.dirtybench.backend.noop;

import dev.dirtybench.spi.BackendName;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.Granularity;
import java.util.Set;

/** Creates bitmaps that keep nothing. */
@BackendName("noop")
public final class NoopProvider extends BitmapProvider {
  /** For {@link java.util.ServiceLoader}. */
  public NoopProvider() {}

  @Override
  protected Bitmap newBitmap(long size, Granularity granularity) {
    return new NoopBitmap(size, granularity);
  }

  /** {@link Long#MAX_VALUE}: no bit takes memory. */
  @Override
  public long maxBits() {
    return Long.MAX_VALUE;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.KEEPS_NOTHING, Capability.NATIVE_FORMAT, Capability.REFERENCE);
  }

  @Override
  public String description() {
    return "reference, no bitmap: measures the replay loop, keeps nothing";
  }
}
