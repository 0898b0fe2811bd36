package dev.dirtybench.qcow2.image;

import dev.dirtybench.qcow2.format.BitmapDirectory;
import dev.dirtybench.qcow2.format.BitmapDirectoryEntry;
import dev.dirtybench.qcow2.format.BitmapLimits;
import dev.dirtybench.qcow2.format.BitmapTableEntry;
import dev.dirtybench.qcow2.format.BitmapsExtension;
import dev.dirtybench.qcow2.format.HeaderArea;
import dev.dirtybench.qcow2.format.HeaderExtension;
import dev.dirtybench.qcow2.format.HeaderLayout;
import dev.dirtybench.qcow2.format.Qcow2FormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads the bitmap directory of an image, as far as its header says that it counts. */
final class StoredDirectory {
  private final ImageFile file;

  StoredDirectory(ImageFile file) {
    this.file = file;
  }

  /** Where the directory is; empty if there is none, or if it does not count any more. */
  Optional<BitmapsExtension> extension(HeaderArea area) throws IOException {
    Optional<HeaderExtension> found = area.extensions().find(HeaderExtension.BITMAPS);
    if (!isValid(area)) {
      return Optional.empty();
    }
    if (found.isEmpty()) {
      throw new Qcow2FormatException(
          Qcow2FormatException.Kind.INVALID_FORMAT,
          "autoclear feature bit 0 (bitmaps) is set, but the bitmaps extension is missing",
          file.at("header", 0));
    }
    return Optional.of(
        BitmapsExtension.read(found.get(), area.header().clusterBits(), file.path()));
  }

  static boolean isValid(HeaderArea area) {
    return (area.header().autoclearFeatures() & HeaderLayout.AUTOCLEAR_BITMAPS) != 0;
  }

  /** Whether there are bitmaps that a program without support for them has made invalid. */
  static boolean isOrphaned(HeaderArea area) {
    return !isValid(area) && area.extensions().find(HeaderExtension.BITMAPS).isPresent();
  }

  /** What to say of such bitmaps. */
  String orphanedWarning() {
    return file.path()
        + ": a program that does not know of bitmaps has written to the image; its bitmaps are"
        + " ignored and their clusters leak until check repairs that";
  }

  /** Whether header and directory in the file are still the same. */
  boolean isStill(HeaderArea area, BitmapDirectory directory) throws IOException {
    HeaderArea present = ImageHeaderFile.read(file);
    return present.equals(area) && read(area, area.header().diskSize()).equals(directory);
  }

  /** Reads the directory with all its checks; empty if the image has none. */
  BitmapDirectory read(HeaderArea area, long virtualSize) throws IOException {
    Optional<BitmapsExtension> extension = extension(area);
    if (extension.isEmpty()) {
      return BitmapDirectory.empty();
    }
    long bytes = extension.get().directorySize();
    long offset = extension.get().directoryOffset();
    file.requireInside(offset, bytes, file.at("bitmap directory", offset));
    ByteBuffer content = ByteBuffer.allocate((int) bytes);
    file.read(content, offset, file.at("bitmap directory", offset));
    int clusterBits = area.header().clusterBits();
    BitmapDirectory directory =
        BitmapDirectory.read(content, extension.get(), clusterBits, virtualSize, file.path());
    requireApart(directory.entries(), clusterBits);
    return directory;
  }

  /** Two bitmaps in one place would lose each other's content when one of them is stored. */
  private void requireApart(List<BitmapDirectoryEntry> entries, int clusterBits)
      throws Qcow2FormatException {
    BitmapDirectoryEntry before = null;
    List<BitmapDirectoryEntry> sorted =
        entries.stream()
            .sorted(Comparator.comparingLong(BitmapDirectoryEntry::tableOffset))
            .toList();
    for (BitmapDirectoryEntry entry : sorted) {
      if (before != null && entry.tableOffset() < tableEnd(before, clusterBits)) {
        throw new Qcow2FormatException(
            Qcow2FormatException.Kind.CORRUPT,
            "bitmap tables must not overlap, those of \""
                + before.name()
                + "\" and \""
                + entry.name()
                + "\" do",
            file.at("bitmap table", entry.tableOffset()));
      }
      before = entry;
    }
  }

  private static long tableEnd(BitmapDirectoryEntry entry, int clusterBits) {
    long bytes = (long) entry.tableEntries() * BitmapTableEntry.BYTES;
    return entry.tableOffset() + (BitmapLimits.clusters(bytes, clusterBits) << clusterBits);
  }
}
