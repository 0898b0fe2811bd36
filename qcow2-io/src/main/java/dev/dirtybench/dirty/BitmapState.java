package dev.dirtybench.dirty;

import java.util.Locale;

/**
 * The one-word state of a dirty bitmap that QEMU showed from 2.4 to 5.2.
 *
 * <p>Where several hold, the first in the order of the constants is shown.
 */
public enum BitmapState {
  /** Not to be trusted; it can only be removed. */
  INCONSISTENT,
  /** It has a successor, which records in its place. */
  FROZEN,
  /** Another operation has it. */
  LOCKED,
  /** It does not record. */
  DISABLED,
  /** It records. */
  ACTIVE;

  /**
   * The word as it was shown.
   *
   * @return lower case
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
