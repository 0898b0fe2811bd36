package dev.dirtybench.benchmarks.pass;

import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Makes an open image writable, which marks its bitmap as in use, and read-only again, which stores
 * the bitmap of what the subject left. Each step waits for the disk where the format asks for it.
 */
public final class ImageStorePass extends ImagePass {
  private final Qcow2Image image;

  /**
   * Prepares the image and loads it.
   *
   * @param cell the subject
   */
  public ImageStorePass(Cell cell) {
    super(cell);
    try {
      storeSubject(RESULT);
      this.image = open(OpenMode.READ_ONLY);
    } catch (IOException e) {
      throw discarded(e);
    }
  }

  @Override
  long pass() throws IOException {
    image.reopen(OpenMode.READ_WRITE);
    image.reopen(OpenMode.READ_ONLY);
    return image.node().bitmaps().size();
  }

  @Override
  public void close() {
    try (image) {
      super.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
