package dev.dirtybench.qcow2.image;

import java.nio.file.Path;

/** Counts every reference to a cluster and compares with the refcounts, as qemu-img check does. */
public final class ImageCheck {
  private ImageCheck() {}

  /**
   * Checks an image; nothing is written.
   *
   * @param path which file
   * @return what was found; an image that cannot be opened is a report with exit code 1
   */
  public static CheckReport check(Path path) {
    throw new UnsupportedOperationException("in the making: " + path);
  }

  /**
   * Checks an image; nothing is written.
   *
   * @param storage its bytes, which stay open
   * @param path the file, for messages
   * @return what was found
   */
  public static CheckReport check(ImageStorage storage, String path) {
    throw new UnsupportedOperationException("in the making: " + path + storage);
  }
}
