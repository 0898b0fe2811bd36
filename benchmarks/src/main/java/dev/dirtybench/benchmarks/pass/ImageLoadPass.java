package dev.dirtybench.benchmarks.pass;

import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import java.io.IOException;

/** Opens an image for reading, which loads the bitmap of what the subject left, and closes it. */
public final class ImageLoadPass extends ImagePass {
  /**
   * Prepares the image.
   *
   * @param cell the subject
   */
  public ImageLoadPass(Cell cell) {
    super(cell);
    try {
      storeSubject(RESULT);
    } catch (IOException e) {
      throw discarded(e);
    }
  }

  @Override
  long pass() throws IOException {
    try (Qcow2Image image = open(OpenMode.READ_ONLY)) {
      return image.node().bitmaps().size();
    }
  }
}
