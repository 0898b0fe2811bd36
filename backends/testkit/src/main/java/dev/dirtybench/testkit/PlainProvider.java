package dev.dirtybench.testkit;

import dev.dirtybench.spi.BackendName;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.Granularity;
import java.util.Set;

/** Creates {@link PlainBitmap}s; not registered as a service, so that no list shows it. */
@BackendName("plain")
final class PlainProvider extends BitmapProvider {
  @Override
  protected Bitmap newBitmap(long size, Granularity granularity) {
    return new PlainBitmap(size, granularity);
  }

  @Override
  public long maxBits() {
    return Long.MAX_VALUE;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.COMPRESSED);
  }

  @Override
  public String description() {
    return "sorted map of dirty runs, the testkit's reference";
  }
}
