package dev.dirtybench.backend.offheap;

/**
 * The most bits that a backend's bitmaps hold.
 *
 * @param backend its name, for the message
 * @param most bits, 1 or more
 */
public record BitLimit(String backend, long most) {
  /**
   * Refuses what does not fit.
   *
   * @param bits asked for
   * @throws IllegalArgumentException if they are more, or fewer than none
   */
  public void check(long bits) {
    if (bits < 0 || bits > most) {
      throw new IllegalArgumentException(
          "backend " + backend + " holds at most " + most + " bits, got " + bits);
    }
  }
}
