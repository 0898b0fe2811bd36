package dev.dirtybench.qcow2.image;

import java.io.IOException;

/** Says why a disk cannot be made larger here, and what to do instead. */
final class CannotGrowException extends IOException {
  static final String USE_QEMU = "; use qemu-img resize";

  private static final long serialVersionUID = 1L;

  CannotGrowException(String reason) {
    super(reason);
  }
}
