package dev.dirtybench.backend.concurrent;

import dev.dirtybench.spi.BackendName;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.Granularity;
import java.util.Set;

/** Creates {@link ConcurrentBitmap}s, under the name {@code concurrent}. */
@BackendName("concurrent")
public final class ConcurrentBitmapProvider extends BitmapProvider {
  /** For {@link java.util.ServiceLoader}. */
  public ConcurrentBitmapProvider() {}

  @Override
  protected Bitmap newBitmap(long size, Granularity granularity) {
    return new ConcurrentBitmap(size, granularity);
  }

  @Override
  public long maxBits() {
    return ConcurrentBitmap.MAX_BITS;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.CONCURRENT_WRITERS, Capability.SNAPSHOTS);
  }

  @Override
  public String description() {
    return "flat words on the heap, marked by several threads without a lock, under two summaries";
  }
}
