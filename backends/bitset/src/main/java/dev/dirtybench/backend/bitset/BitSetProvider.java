package dev.dirtybench.backend.bitset;

import dev.dirtybench.spi.BackendName;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;

/** Creates bitmaps that are a {@link java.util.BitSet} inside. */
@BackendName("bitset")
public final class BitSetProvider extends BitmapProvider {
  /** For {@link java.util.ServiceLoader}. */
  public BitSetProvider() {}

  @Override
  protected Bitmap newBitmap(long size, Granularity granularity) {
    return new BitSetBitmap(size, granularity);
  }

  /** {@link Integer#MAX_VALUE}: a {@code BitSet} counts its bits in an {@code int}. */
  @Override
  public long maxBits() {
    return BitSetBitmap.MAX_BITS;
  }

  @Override
  public String description() {
    return "java.util.BitSet, words on the heap without levels or a kept count";
  }
}
