package dev.dirtybench.dirty;

import java.util.Optional;

/** An operation was refused because of the state of a bitmap; nothing has changed. */
public final class BitmapRefusedException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  private final Refusal refusal;
  private final String bitmap;

  BitmapRefusedException(Refusal refusal, String bitmap) {
    super(refusal.message(bitmap));
    this.refusal = refusal;
    this.bitmap = bitmap;
  }

  /**
   * The state that was in the way.
   *
   * @return the first one in the order of {@link Refusal}
   */
  public Refusal refusal() {
    return refusal;
  }

  /**
   * The bitmap's name.
   *
   * @return the name, as in the message
   */
  public String bitmap() {
    return bitmap;
  }

  /**
   * What the user can do about it.
   *
   * @return one line, or empty
   */
  public Optional<String> hint() {
    return refusal.hint();
  }
}
