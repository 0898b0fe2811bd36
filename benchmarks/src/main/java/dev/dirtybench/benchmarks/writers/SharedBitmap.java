package dev.dirtybench.benchmarks.writers;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.ExtentCursor;

/**
 * A bitmap that any number of threads mark and clear while one thread reads it.
 *
 * <p>What {@link #scan} and {@link #backup} use is one thread's at a time.
 */
public abstract class SharedBitmap implements AutoCloseable {
  /** The reader's place. */
  private final ExtentCursor cursor = new ExtentCursor();

  /** For the guards. */
  protected SharedBitmap() {}

  /**
   * Marks bytes as dirty.
   *
   * @param offset first byte
   * @param length bytes
   */
  public abstract void mark(long offset, long length);

  /**
   * Marks bytes as clean.
   *
   * @param offset first byte, a multiple of the granularity
   * @param length bytes, a multiple of the granularity
   */
  public abstract void clear(long offset, long length);

  /**
   * Walks over what is dirty, extent by extent, and leaves it dirty.
   *
   * @return bytes in all extents met
   */
  public final long scan() {
    long bytes = 0;
    cursor.reset();
    while (nextExtent(cursor)) {
      bytes += cursor.length();
    }
    return bytes;
  }

  /**
   * Moves to the next dirty extent; marks may come in between two steps.
   *
   * @param place where to go on
   * @return false if there is none left
   */
  protected abstract boolean nextExtent(ExtentCursor place);

  /**
   * Takes what is dirty, so that later marks are for the next backup, and walks over it.
   *
   * @return bytes in all extents taken
   */
  public final long backup() {
    Bitmap taken = take();
    long bytes = 0;
    cursor.reset();
    while (taken.nextExtent(cursor)) {
      bytes += cursor.length();
    }
    taken.clearAll();
    return bytes;
  }

  /**
   * Takes what is dirty.
   *
   * @return a bitmap of it, which is the reader's until the next call
   */
  protected abstract Bitmap take();

  @Override
  public abstract void close();
}
