package dev.dirtybench.qcow2.image;

import dev.dirtybench.qcow2.format.HeaderArea;
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
   * @throws ImageLockedException if it is in use
   * @throws IOException if the image could not be checked or written
   */
  public static CheckReport repair(Path path) throws IOException {
    try (FileStorage storage = FileStorage.open(path, OpenMode.READ_WRITE)) {
      return repair(storage, path.toString());
    }
  }

  /**
   * Repairs the leaks of an image, and drops a bitmaps extension that does not count any more, so
   * that nobody can make it count over clusters that were freed.
   *
   * @param storage its bytes, which stay open
   * @param path the file, for messages
   * @return what a check found before the repair
   * @throws IOException if the image could not be checked or written
   */
  public static CheckReport repair(ImageStorage storage, String path) throws IOException {
    ImageFile file = new ImageFile(storage, path);
    CheckRun check = new CheckRun(file);
    CheckReport found = check.run();
    if (found.exitCode() != 0 && found.exitCode() != 3) {
      return found;
    }
    HeaderArea cleaned = ImageHeaderFile.cleanedForWriting(check.area());
    boolean orphaned = !cleaned.extensions().equals(check.area().extensions());
    if (found.exitCode() == 0 && !orphaned) {
      return found;
    }
    ImageHeaderFile.requireWritable(file, check.area().header());
    if (!cleaned.equals(check.area())) {
      new HeaderWriter(file, check.area()).switchTo(cleaned);
    }
    for (CheckRun.Leak leak : check.leaks()) {
      check.refcounts().set(leak.cluster(), leak.references());
    }
    check.refcounts().flush();
    file.flush("the refcounts");
    return found;
  }
}
