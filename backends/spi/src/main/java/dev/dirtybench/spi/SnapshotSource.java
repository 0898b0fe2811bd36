package dev.dirtybench.spi;

/**
 * A bitmap whose dirt can be moved into another one while other threads go on marking.
 *
 * <p>A backup takes what is dirty and copies it; writes that come meanwhile are for the next one.
 * Bitmaps that implement this state {@link Capability#SNAPSHOTS}.
 */
public interface SnapshotSource {
  /**
   * Moves what is dirty into a bitmap of the caller's, beside what is dirty there already: the
   * content of a backup that failed can so be taken up by the next.
   *
   * <p>Every mark that was complete before this call is in {@code target} afterwards, or was moved
   * or cleared before. A mark made meanwhile is in {@code target} or stays here. None is lost.
   *
   * @param target a bitmap of the same backend, size and granularity, open, other than this one,
   *     and used by nobody else meanwhile
   * @throws IllegalArgumentException if it is anything else; nothing is moved then
   */
  void moveDirtTo(Bitmap target);
}
