package dev.dirtybench.qcow2.interop;

import dev.dirtybench.qcow2.image.ImageLockedException;
import dev.dirtybench.qcow2.image.OpenMode;
import java.io.IOException;
import java.nio.file.Path;

/** A process of its own that opens and closes an image and says whether it could. */
final class OpensAnImage {
  private OpensAnImage() {}

  public static void main(String[] arguments) throws IOException {
    try {
      Images.open(Path.of(arguments[0]), OpenMode.valueOf(arguments[1])).close();
      System.out.println("opened");
    } catch (ImageLockedException e) {
      System.out.println("refused");
    }
  }
}
