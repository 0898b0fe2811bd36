package dev.dirtybench.backend.peers;

import dev.dirtybench.spi.BackendName;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.Granularity;
import java.util.Set;

/** Creates bitmaps that are Lucene's {@code SparseFixedBitSet}s inside. */
@BackendName("lucene-sparse")
public final class LuceneSparseProvider extends BitmapProvider {
  /** For {@link java.util.ServiceLoader}. */
  public LuceneSparseProvider() {}

  @Override
  protected Bitmap newBitmap(long size, Granularity granularity) {
    return new LuceneSparseBitmap(size, granularity);
  }

  /** {@code 2^31 - 4096}: whole blocks whose bits the library counts in an {@code int}. */
  @Override
  public long maxBits() {
    return LuceneSparseBitmap.MAX_BITS;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.PEER, Capability.COMPRESSED);
  }

  @Override
  public String description() {
    return "peer: Lucene SparseFixedBitSet, the non-zero words of blocks of 4096 bits; ranges go in bit by bit";
  }
}
