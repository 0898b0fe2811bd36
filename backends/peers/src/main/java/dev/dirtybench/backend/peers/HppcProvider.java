package dev.dirtybench.backend.peers;

import dev.dirtybench.spi.BackendName;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.Granularity;
import java.util.Set;

/** Creates bitmaps that are HPPC's {@code BitSet}s inside. */
@BackendName("hppc")
public final class HppcProvider extends BitmapProvider {
  /** For {@link java.util.ServiceLoader}. */
  public HppcProvider() {}

  @Override
  protected Bitmap newBitmap(long size, Granularity granularity) {
    return new HppcBitmap(size, granularity);
  }

  /** As many words as an array may have. */
  @Override
  public long maxBits() {
    return HppcBitmap.MAX_BITS;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.PEER);
  }

  @Override
  public String description() {
    return "peer: HPPC BitSet, words on the heap without levels or a kept count";
  }
}
