package dev.dirtybench.backend.plain;

import dev.dirtybench.spi.BackendName;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.Granularity;
import java.util.Set;

/** Creates bitmaps that are one {@code long[]} and plain loops over it. */
@BackendName("plain")
public final class PlainProvider extends BitmapProvider {
  /** For {@link java.util.ServiceLoader}. */
  public PlainProvider() {}

  @Override
  protected Bitmap newBitmap(long size, Granularity granularity) {
    return new FlatBitmap(size, granularity);
  }

  /** What one array of words holds on every JVM: 2^37 bits less a few words. */
  @Override
  public long maxBits() {
    return FlatBitmap.MAX_BITS;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.REFERENCE);
  }

  @Override
  public String description() {
    return "reference: plain loops over one long[], no levels, no kept count";
  }
}
