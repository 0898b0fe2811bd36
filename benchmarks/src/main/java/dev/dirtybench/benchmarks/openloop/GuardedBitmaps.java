package dev.dirtybench.benchmarks.openloop;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.ExtentCursor;
import dev.dirtybench.spi.Granularity;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

/**
 * The bitmaps of one disk behind one lock, as a hypervisor guards them: the active one that writes
 * mark, its successor, and the one of all that was backed up.
 *
 * <p>Every use of any of them takes the lock: a mark, the freeze, the whole merge, the whole
 * clearing, and each step of a scan on its own, so that writes get in between.
 */
final class GuardedBitmaps implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final Bitmap united;
  private Bitmap active;
  private Bitmap spare;
  private Bitmap frozen;

  GuardedBitmaps(BitmapProvider provider, long size, Granularity granularity) {
    this.active = provider.create(size, granularity);
    this.spare = provider.create(size, granularity);
    this.united = provider.create(size, granularity);
  }

  void mark(long offset, long length) {
    lock.lock();
    try {
      active.setDirty(offset, length);
    } finally {
      lock.unlock();
    }
  }

  /** The active bitmap stands still from here on; its clean successor takes the writes. */
  void freeze() {
    lock.lock();
    try {
      frozen = active;
      active = spare;
    } finally {
      lock.unlock();
    }
  }

  /** Unites what is frozen with all that was frozen before. */
  void merge() {
    lock.lock();
    try {
      united.merge(frozen);
    } finally {
      lock.unlock();
    }
  }

  /** Moves to the next extent of the frozen bitmap, under the lock for this step only. */
  boolean scanStep(ExtentCursor cursor) {
    lock.lock();
    try {
      return frozen.nextExtent(cursor);
    } finally {
      lock.unlock();
    }
  }

  /** Empties the frozen bitmap, which waits to be the next successor. */
  void abdicate() {
    lock.lock();
    try {
      frozen.clearAll();
      spare = frozen;
      frozen = null;
    } finally {
      lock.unlock();
    }
  }

  void clear() {
    lock.lock();
    try {
      active.clearAll();
      united.clearAll();
    } finally {
      lock.unlock();
    }
  }

  /** Offset and length of every extent that is dirty or was backed up, in order. */
  void content(LongConsumer sink) {
    lock.lock();
    try {
      united.merge(active);
      ExtentCursor cursor = new ExtentCursor();
      while (united.nextExtent(cursor)) {
        sink.accept(cursor.offset());
        sink.accept(cursor.length());
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    active.close();
    spare.close();
    united.close();
  }
}
