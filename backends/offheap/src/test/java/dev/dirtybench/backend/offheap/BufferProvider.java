package dev.dirtybench.backend.offheap;

import dev.dirtybench.spi.BackendName;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;

/** Bitmaps in {@link BufferWords}, to test what all such bitmaps share. */
@BackendName("buffer")
public final class BufferProvider extends BitmapProvider {
  static final long MAX_BITS = 1L << 30;

  /** Its bitmaps. */
  private static final class BufferBitmap extends LevelledBitmap {
    BufferBitmap(long size, Granularity granularity) {
      super(
          size,
          granularity,
          new BitLimit("buffer", MAX_BITS),
          new AllocatedStorage((granularity.bitCount(size) + 63) >>> 6, BufferWords::new));
    }
  }

  /** Creates nothing but itself. */
  public BufferProvider() {}

  @Override
  protected Bitmap newBitmap(long size, Granularity granularity) {
    return new BufferBitmap(size, granularity);
  }

  @Override
  public long maxBits() {
    return MAX_BITS;
  }

  @Override
  public String description() {
    return "words with summary levels in a buffer on the heap, for tests";
  }
}
