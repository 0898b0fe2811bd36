package dev.dirtybench.dirty;

/** A node has no dirty bitmap of the name asked for. */
public final class UnknownBitmapException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String bitmap;

  UnknownBitmapException(String bitmap) {
    super("Dirty bitmap '" + bitmap + "' not found");
    this.bitmap = bitmap;
  }

  /**
   * The name asked for.
   *
   * @return the name
   */
  public String bitmap() {
    return bitmap;
  }
}
