package dev.dirtybench.dirty;

/**
 * A guest write, write of zeroes or discard was refused, as with {@code EPERM}; nothing is marked.
 *
 * <p>Either the node is read-only, or one of its bitmaps is: a write that a stored bitmap cannot
 * record would make that bitmap a lie.
 */
public final class WriteRefusedException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  WriteRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
