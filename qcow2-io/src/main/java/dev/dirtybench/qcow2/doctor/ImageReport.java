package dev.dirtybench.qcow2.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an examination says about one image of a chain.
 *
 * @param path where it is; relative backing names are resolved against the image that names them
 * @param format such as {@code qcow2} or {@code raw}
 * @param reach how far it could be examined
 * @param virtualSize size of the disk in bytes, empty if it could not be read
 * @param bitmaps the bitmaps in it, in the directory's order
 */
public record ImageReport(
    Path path, String format, Reach reach, OptionalLong virtualSize, List<BitmapReport> bitmaps) {
  /** How far an image could be examined. */
  public enum Reach {
    /** All of it. */
    WHOLE,
    /** As it was at one moment, without a lock: another program writes to it. */
    SNAPSHOT,
    /** Not at all: another program writes to it, and no look at it succeeded. */
    LOCKED,
    /** Not at all: it is damaged, missing, or must not be read. */
    NONE,
    /** It is of a format that has no bitmaps. */
    NO_BITMAPS
  }

  /** Copies the list. */
  public ImageReport {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(reach, "reach");
    Objects.requireNonNull(virtualSize, "virtualSize");
    bitmaps = List.copyOf(bitmaps);
  }

  /**
   * Whether another program has the image open for writing, so that nothing can be mended in it.
   *
   * @return true if it was looked at without a lock, or not at all for that reason
   */
  public boolean isHeld() {
    return reach == Reach.SNAPSHOT || reach == Reach.LOCKED;
  }

  /**
   * Finds a bitmap that counts; an orphaned one does not.
   *
   * @param name its name
   * @return what was found of it, if the image has it
   */
  public Optional<BitmapReport> bitmap(String name) {
    return bitmaps.stream()
        .filter(one -> one.name().equals(name) && one.condition() != BitmapCondition.ORPHANED)
        .findFirst();
  }
}
