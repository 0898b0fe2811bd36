package dev.dirtybench.backend.copy;

import dev.dirtybench.spi.BackendName;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.Granularity;
import java.util.Set;

/** Creates bitmaps that copy words and look at none. */
@BackendName("copy")
public final class CopyProvider extends BitmapProvider {
  /** For {@link java.util.ServiceLoader}. */
  public CopyProvider() {}

  @Override
  protected Bitmap newBitmap(long size, Granularity granularity) {
    return new CopyBitmap(size, granularity);
  }

  /** What one array of words holds on every JVM: 2^37 bits less a few words. */
  @Override
  public long maxBits() {
    return CopyBitmap.MAX_BITS;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(
        Capability.KEEPS_NOTHING,
        Capability.COPIES_WORDS,
        Capability.NATIVE_FORMAT,
        Capability.REFERENCE);
  }

  @Override
  public String description() {
    return "reference, no bitmap: copies as many words as one has, looks at none";
  }
}
