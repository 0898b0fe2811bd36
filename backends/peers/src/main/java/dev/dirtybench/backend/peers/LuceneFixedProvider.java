package dev.dirtybench.backend.peers;

import dev.dirtybench.spi.BackendName;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.Granularity;
import java.util.Set;

/** Creates bitmaps that are Lucene's {@code FixedBitSet}s inside. */
@BackendName("lucene-fixed")
public final class LuceneFixedProvider extends BitmapProvider {
  /** For {@link java.util.ServiceLoader}. */
  public LuceneFixedProvider() {}

  @Override
  protected Bitmap newBitmap(long size, Granularity granularity) {
    return new LuceneFixedBitmap(size, granularity);
  }

  /** {@link Integer#MAX_VALUE}: the library's indices are {@code int}s. */
  @Override
  public long maxBits() {
    return LuceneFixedBitmap.MAX_BITS;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.PEER);
  }

  @Override
  public String description() {
    return "peer: Lucene FixedBitSet, words on the heap without levels or a kept count";
  }
}
