package dev.dirtybench.benchmarks.writers;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.ExtentCursor;
import dev.dirtybench.spi.SnapshotSource;
import java.util.function.Supplier;

/** A bitmap that needs no guard. */
final class UnguardedBitmap extends SharedBitmap {
  private final Bitmap bitmap;
  private final SnapshotSource source;
  private final Bitmap snapshot;

  UnguardedBitmap(Supplier<Bitmap> bitmaps) {
    this.bitmap = bitmaps.get();
    this.source = (SnapshotSource) bitmap;
    this.snapshot = bitmaps.get();
  }

  @Override
  public void mark(long offset, long length) {
    bitmap.setDirty(offset, length);
  }

  @Override
  public void clear(long offset, long length) {
    bitmap.clearDirty(offset, length);
  }

  @Override
  protected boolean nextExtent(ExtentCursor place) {
    return bitmap.nextExtent(place);
  }

  @Override
  protected Bitmap take() {
    source.moveDirtTo(snapshot);
    return snapshot;
  }

  @Override
  public void close() {
    bitmap.close();
    snapshot.close();
  }
}
