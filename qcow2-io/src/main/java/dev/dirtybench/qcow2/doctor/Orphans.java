package dev.dirtybench.qcow2.doctor;

import dev.dirtybench.qcow2.format.BitmapDirectory;
import dev.dirtybench.qcow2.format.BitmapsExtension;
import dev.dirtybench.qcow2.format.HeaderExtension;
import dev.dirtybench.qcow2.format.HeaderLayout;
import dev.dirtybench.qcow2.format.Qcow2FormatException;
import dev.dirtybench.qcow2.format.Qcow2Header;
import dev.dirtybench.qcow2.image.FileStorage;
import dev.dirtybench.qcow2.image.ImageStorage;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.spi.Granularity;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Bitmaps that an image still holds though it no longer says that they are valid. */
final class Orphans {
  private Orphans() {}

  /**
   * Finds them.
   *
   * @return the bitmaps, none if their directory can no longer be read; empty if there are none
   */
  static Optional<List<BitmapReport>> of(Path path, Qcow2Image image) throws IOException {
    Qcow2Header header = image.header();
    Optional<HeaderExtension> extension = image.extensions().find(HeaderExtension.BITMAPS);
    boolean valid =
        header.version() >= 3 && (header.autoclearFeatures() & HeaderLayout.AUTOCLEAR_BITMAPS) != 0;
    if (valid || extension.isEmpty()) {
      return Optional.empty();
    }
    try (ImageStorage storage = FileStorage.open(path, image.mode())) {
      return Optional.of(read(extension.get(), header, storage, path.toString()));
    } catch (Qcow2FormatException | EOFException e) {
      // Nobody vouches for these structures any more; something else may be there by now.
      return Optional.of(List.of());
    }
  }

  private static List<BitmapReport> read(
      HeaderExtension extension, Qcow2Header header, ImageStorage storage, String path)
      throws IOException {
    BitmapsExtension bitmaps = BitmapsExtension.read(extension, header.clusterBits(), path);
    if (bitmaps.directorySize() > storage.size() - bitmaps.directoryOffset()) {
      throw new EOFException("the bitmap directory lies past the end of " + path);
    }
    ByteBuffer bytes =
        StoredBytes.read(storage, bitmaps.directoryOffset(), (int) bitmaps.directorySize());
    return BitmapDirectory.read(bytes, bitmaps, header.clusterBits(), header.size(), path)
        .entries()
        .stream()
        .map(
            entry ->
                new BitmapReport(
                    entry.name(),
                    new Granularity(entry.granularityBits()),
                    BitmapCondition.ORPHANED,
                    OptionalLong.empty()))
        .toList();
  }
}
