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
    return check(path, OpenMode.READ_ONLY);
  }

  /**
   * Checks an image; nothing is written.
   *
   * @param path which file
   * @param mode for reading, with or without locks; without them, what is found may be of that
   *     moment only, because a program that writes keeps newer refcounts in its memory
   * @return what was found; an image that cannot be opened is a report with exit code 1
   * @throws IllegalArgumentException if the mode is for writing
   */
  public static CheckReport check(Path path, OpenMode mode) {
    if (mode == OpenMode.READ_WRITE) {
      throw new IllegalArgumentException("a check only reads, got " + mode);
    }
    try (FileStorage storage = FileStorage.open(path, mode)) {
      if (mode == OpenMode.READ_ONLY) {
        return check(storage, path.toString());
      }
      ImageFile file = new ImageFile(storage, path.toString());
      return MovingImage.read(file, attempt -> new CheckRun(file).run());
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
