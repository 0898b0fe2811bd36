package dev.dirtybench.backend.peers;

import dev.dirtybench.spi.BackendName;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.Granularity;
import java.util.Set;

/** Creates bitmaps that are {@code com.zaxxer.sparsebits.SparseBitSet}s inside. */
@BackendName("sparsebitset")
public final class SparseBitSetProvider extends BitmapProvider {
  /** For {@link java.util.ServiceLoader}. */
  public SparseBitSetProvider() {}

  @Override
  protected Bitmap newBitmap(long size, Granularity granularity) {
    return new SparseBitSetBitmap(size, granularity);
  }

  /** {@link Integer#MAX_VALUE}: the library's indices are {@code int}s. */
  @Override
  public long maxBits() {
    return SparseBitSetBitmap.MAX_BITS;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.PEER, Capability.COMPRESSED);
  }

  @Override
  public String description() {
    return "peer: com.zaxxer SparseBitSet, three levels of arrays, leaves of 2048 bits";
  }
}
