package dev.dirtybench.dirty;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A state of a dirty bitmap for which an operation may be refused.
 *
 * <p>The order of the constants is the order in which the states are tested: the first one that
 * holds names the refusal. The messages are those that QEMU's users know and search for.
 */
public enum Refusal {
  /** Another operation has the bitmap. */
  BUSY("Bitmap '%s' is currently in use by another operation and cannot be used", null),
  /** What is stored of the bitmap cannot be changed at present. */
  READ_ONLY("Bitmap '%s' is readonly and cannot be modified", null),
  /** The stored bitmap was found in use; its content is not to be trusted, ever. */
  INCONSISTENT(
      "Bitmap '%s' is inconsistent and cannot be used",
      "Try block-dirty-bitmap-remove to delete this bitmap from disk");

  /** No state refuses. */
  public static final Set<Refusal> NONE = Set.of();

  /** Every state refuses: QEMU's default. */
  public static final Set<Refusal> ALL = Collections.unmodifiableSet(EnumSet.allOf(Refusal.class));

  /** A read-only bitmap will do. */
  public static final Set<Refusal> ALLOW_READ_ONLY =
      Collections.unmodifiableSet(EnumSet.of(BUSY, INCONSISTENT));

  /** An inconsistent bitmap will do: removal only. */
  public static final Set<Refusal> ALLOW_INCONSISTENT =
      Collections.unmodifiableSet(EnumSet.of(BUSY, READ_ONLY));

  private final String message;
  private final String hint;

  Refusal(String message, String hint) {
    this.message = message;
    this.hint = hint;
  }

  /**
   * The message for a bitmap of a name.
   *
   * @param bitmap the bitmap's name
   * @return one line
   */
  public String message(String bitmap) {
    return String.format(message, bitmap);
  }

  /**
   * What the user can do about it.
   *
   * @return one line, or empty where waiting or reopening is all there is
   */
  public Optional<String> hint() {
    return Optional.ofNullable(hint);
  }
}
