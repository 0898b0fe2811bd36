package dev.dirtybench.benchmarks.writers;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.ExtentCursor;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * A bitmap behind a lock: one for all, as a hypervisor does it, or one to read and one to write.
 *
 * <p>Every mark, every clear and every step of a scan takes the lock on its own. A backup exchanges
 * the bitmap for a clean one under the lock and walks over the old one without it.
 */
final class LockedBitmap extends SharedBitmap {
  private final Lock reading;
  private final Lock writing;
  private Bitmap active;
  private Bitmap spare;

  private LockedBitmap(Supplier<Bitmap> bitmaps, Lock reading, Lock writing) {
    this.reading = reading;
    this.writing = writing;
    this.active = bitmaps.get();
    this.spare = bitmaps.get();
  }

  static SharedBitmap byOneLock(Supplier<Bitmap> bitmaps) {
    Lock lock = new ReentrantLock();
    return new LockedBitmap(bitmaps, lock, lock);
  }

  static SharedBitmap byReadWriteLock(Supplier<Bitmap> bitmaps) {
    ReadWriteLock lock = new ReentrantReadWriteLock();
    return new LockedBitmap(bitmaps, lock.readLock(), lock.writeLock());
  }

  @Override
  public void mark(long offset, long length) {
    writing.lock();
    try {
      active.setDirty(offset, length);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void clear(long offset, long length) {
    writing.lock();
    try {
      active.clearDirty(offset, length);
    } finally {
      writing.unlock();
    }
  }

  @Override
  protected boolean nextExtent(ExtentCursor place) {
    reading.lock();
    try {
      return active.nextExtent(place);
    } finally {
      reading.unlock();
    }
  }

  @Override
  protected Bitmap take() {
    writing.lock();
    try {
      Bitmap taken = active;
      active = spare;
      spare = taken;
      return taken;
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void close() {
    active.close();
    spare.close();
  }
}
