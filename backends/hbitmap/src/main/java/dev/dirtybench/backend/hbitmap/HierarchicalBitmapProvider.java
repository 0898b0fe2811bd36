package dev.dirtybench.backend.hbitmap;

import dev.dirtybench.spi.BackendName;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;

/** Creates {@link HierarchicalBitmap}s, under the name {@code hbitmap}. */
@BackendName("hbitmap")
public final class HierarchicalBitmapProvider extends BitmapProvider {
  /** For {@link java.util.ServiceLoader}. */
  public HierarchicalBitmapProvider() {}

  @Override
  protected Bitmap newBitmap(long size, Granularity granularity) {
    return new HierarchicalBitmap(size, granularity);
  }

  /**
   * {@inheritDoc}
   *
   * <p>The structure itself goes to 2^41 bits; one Java array ends it at 2^37 - 4096.
   */
  @Override
  public long maxBits() {
    return HierarchicalBitmap.MAX_BITS;
  }

  @Override
  public String description() {
    return "flat words on the heap under 64-way summary levels, after QEMU's HBitmap";
  }
}
