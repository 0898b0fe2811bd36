package dev.dirtybench.qcow2.hostile;

import java.io.IOException;

/** Fuzz target whose input is an image. */
public final class ImageFuzzTarget {
  static {
    ImageExerciser.warmUp();
  }

  private ImageFuzzTarget() {}

  /**
   * Throws if the image is neither refused nor usable.
   *
   * @param input the image
   * @throws IOException for a failure that is not a refusal
   */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    ImageExerciser.read(input);
    ImageExerciser.check(input);
    ImageExerciser.write(input);
  }
}
