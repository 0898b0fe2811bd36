package dev.dirtybench.benchmarks.pass;

import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import java.io.IOException;

/**
 * Opens an image for writing, which loads two bitmaps of what the subject left, empties one and
 * merges the other into it, and closes the image, which stores both.
 */
public final class ImageMergePass extends ImagePass {
  private static final String SOURCE = "source";

  /**
   * Prepares the image.
   *
   * @param cell the subject
   */
  public ImageMergePass(Cell cell) {
    super(cell);
    try {
      storeSubject(SOURCE);
      storeClean(RESULT);
    } catch (IOException e) {
      throw discarded(e);
    }
  }

  @Override
  long pass() throws IOException {
    try (Qcow2Image image = open(OpenMode.READ_WRITE)) {
      image.node().clear(RESULT);
      image.node().merge(RESULT, SOURCE);
      return image.node().bitmaps().size();
    }
  }
}
