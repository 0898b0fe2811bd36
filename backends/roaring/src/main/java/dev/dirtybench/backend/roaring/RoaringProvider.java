package dev.dirtybench.backend.roaring;

import dev.dirtybench.spi.BackendName;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.Granularity;
import java.util.Set;

/** Creates bitmaps that are {@link org.roaringbitmap.RoaringBitmap}s inside. */
@BackendName("roaring")
public final class RoaringProvider extends BitmapProvider {
  /** For {@link java.util.ServiceLoader}. */
  public RoaringProvider() {}

  @Override
  protected Bitmap newBitmap(long size, Granularity granularity) {
    return new RoaringBackedBitmap(size, granularity);
  }

  /**
   * {@code 2^63 - 64}: every bit index and every count of bits in whole words is a positive {@code
   * long}. Memory ends first, unless the dirt is sparse.
   */
  @Override
  public long maxBits() {
    return RoaringBackedBitmap.MAX_BITS;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.COMPRESSED, Capability.NATIVE_FORMAT);
  }

  @Override
  public String description() {
    return "RoaringBitmap, compressed containers on the heap, one bitmap for every 2^32 bits";
  }
}
