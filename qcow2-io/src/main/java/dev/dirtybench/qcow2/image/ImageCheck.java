package dev.dirtybench.qcow2.image;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Counts every reference to a cluster and compares with the refcounts, as qemu-img check does.
 *
 * <p>Counted are header, refcount structures, the encryption header, L1 and L2 tables with their
 * data, those of snapshots, and the bitmaps. Like qemu-img, it looks at the clusters that the file
 * has, not past its end.
 */
public final class ImageCheck {
  private ImageCheck() {}

  /**
   * Checks an image; nothing is written.
   *
   * @param path which file
   * @return what was found; an image that cannot be opened is a report with exit code 1
   */
  public static CheckReport check(Path path) {
    try (FileStorage storage = FileStorage.open(path, OpenMode.READ_ONLY)) {
      return check(storage, path.toString());
    } catch (NoSuchFileException e) {
      return CheckReport.failed("no such file: " + e.getMessage());
    } catch (IOException e) {
      return CheckReport.failed(e.getMessage());
    }
  }

  /**
   * Checks an image; nothing is written.
   *
   * @param storage its bytes, which stay open
   * @param path the file, for messages
   * @return what was found; an image that cannot be opened is a report with exit code 1
   */
  public static CheckReport check(ImageStorage storage, String path) {
    try {
      return new CheckRun(new ImageFile(storage, path)).run();
    } catch (IOException e) {
      return CheckReport.failed(e.getMessage());
    }
  }
}
