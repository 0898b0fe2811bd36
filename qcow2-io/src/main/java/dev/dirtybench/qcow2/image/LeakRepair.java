package dev.dirtybench.qcow2.image;

import java.io.IOException;
import java.nio.file.Path;

/** Lowers the refcounts of leaked clusters to the references that were counted. */
public final class LeakRepair {
  private LeakRepair() {}

  /**
   * Repairs the leaks of an image. An image with corruptions is left alone: what looks like a leak
   * may then be in use.
   *
   * @param path which file
   * @return what a check found before the repair
   * @throws IOException if the image could not be written
   */
  public static CheckReport repair(Path path) throws IOException {
    throw new UnsupportedOperationException("in the making: " + path);
  }

  /**
   * Repairs the leaks of an image.
   *
   * @param storage its bytes, which stay open
   * @param path the file, for messages
   * @return what a check found before the repair
   * @throws IOException if the image could not be written
   */
  public static CheckReport repair(ImageStorage storage, String path) throws IOException {
    throw new UnsupportedOperationException("in the making: " + path + storage);
  }
}
