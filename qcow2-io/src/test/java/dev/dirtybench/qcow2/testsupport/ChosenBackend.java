package dev.dirtybench.qcow2.testsupport;

import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.BitmapProvider;

/**
 * The backend that the tests of images and crashes use: {@code bitset}, or the one named with
 * {@code -Ddirtybench.test.backend=NAME}, whose classes {@code -Dmaven.test.additionalClasspath}
 * puts on the class path.
 */
public final class ChosenBackend {
  private static final String NAME = System.getProperty("dirtybench.test.backend", "bitset");

  private ChosenBackend() {}

  /** A provider of the chosen backend. */
  public static BitmapProvider provider() {
    return Backends.load().require(NAME);
  }
}
