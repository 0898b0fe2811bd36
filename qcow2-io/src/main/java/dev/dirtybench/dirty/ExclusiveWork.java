package dev.dirtybench.dirty;

/**
 * Something to be done while no other thread reads or changes a node's bitmaps.
 *
 * @param <T> what it returns
 * @param <X> what it may throw
 */
@FunctionalInterface
public interface ExclusiveWork<T, X extends Exception> {
  /**
   * Does it.
   *
   * @return its result
   * @throws X if it fails
   */
  T run() throws X;
}
