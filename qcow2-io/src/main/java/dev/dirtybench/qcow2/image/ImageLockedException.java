package dev.dirtybench.qcow2.image;

import java.io.IOException;

/** The image is in use by someone else, often by a running QEMU. */
public final class ImageLockedException extends IOException {
  private static final long serialVersionUID = 1;

  private final String path;

  ImageLockedException(String path, OpenMode mode, String held) {
    super(
        path
            + " cannot be opened for "
            + (mode == OpenMode.READ_WRITE ? "writing" : "reading")
            + ": "
            + held
            + "; the image may be open in a running QEMU, close it there first");
    this.path = path;
  }

  /**
   * Which file.
   *
   * @return the path as the caller gave it
   */
  public String path() {
    return path;
  }
}
