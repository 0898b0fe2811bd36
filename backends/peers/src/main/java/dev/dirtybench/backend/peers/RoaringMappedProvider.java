package dev.dirtybench.backend.peers;

import dev.dirtybench.spi.BackendName;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.Granularity;
import java.util.Set;

/** Creates bitmaps that are bitmaps of Roaring's buffer package inside. */
@BackendName("roaring-mapped")
public final class RoaringMappedProvider extends BitmapProvider {
  /** For {@link java.util.ServiceLoader}. */
  public RoaringMappedProvider() {}

  @Override
  protected Bitmap newBitmap(long size, Granularity granularity) {
    return new RoaringMappedBitmap(size, granularity);
  }

  /** {@code 2^32}: the library's indices are unsigned {@code int}s. */
  @Override
  public long maxBits() {
    return RoaringMappedBitmap.MAX_BITS;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.PEER, Capability.COMPRESSED);
  }

  @Override
  public String description() {
    return "peer: Roaring's buffer package, on the heap while written, in a mapped file once compacted";
  }
}
