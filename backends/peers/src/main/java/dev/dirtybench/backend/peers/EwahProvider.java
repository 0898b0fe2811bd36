package dev.dirtybench.backend.peers;

import dev.dirtybench.spi.BackendName;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.Granularity;
import java.util.Set;

/** Creates bitmaps that are JavaEWAH's {@code EWAHCompressedBitmap}s inside. */
@BackendName("ewah")
public final class EwahProvider extends BitmapProvider {
  /** For {@link java.util.ServiceLoader}. */
  public EwahProvider() {}

  @Override
  protected Bitmap newBitmap(long size, Granularity granularity) {
    return new EwahBitmap(size, granularity);
  }

  /** {@code 2^31 - 64}: the library takes no bit past it. */
  @Override
  public long maxBits() {
    return EwahBitmap.MAX_BITS;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.PEER, Capability.COMPRESSED);
  }

  @Override
  public String description() {
    return "peer: JavaEWAH, runs of equal words; made for appending, other changes go through the whole bitmap";
  }
}
