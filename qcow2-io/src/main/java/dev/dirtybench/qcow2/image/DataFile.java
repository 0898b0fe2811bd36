package dev.dirtybench.qcow2.image;

import dev.dirtybench.qcow2.format.HeaderArea;
import dev.dirtybench.qcow2.format.HeaderExtension;
import dev.dirtybench.qcow2.format.HeaderLayout;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The other file in which an image keeps its guest data, open and locked for writing.
 *
 * <p>Every guest cluster lies there at its own guest offset. Where the header calls the file raw,
 * it is a disk of its own that others may read without the image.
 */
final class DataFile implements Closeable {
  private static final int CHUNK_BYTES = 1 << 20;

  private final ImageFile file;
  private final boolean raw;

  private DataFile(ImageFile file, boolean raw) {
    this.file = file;
    this.raw = raw;
  }

  static boolean isUsedBy(HeaderArea area) {
    return (area.header().incompatibleFeatures() & HeaderLayout.INCOMPATIBLE_DATA_FILE) != 0;
  }

  /**
   * Opens the data file that a header names.
   *
   * @param from the image, at the path {@code image}
   * @throws CannotGrowException if it names none, or no existing file
   * @throws ImageLockedException if it is in use
   */
  static DataFile open(ImageFile from, Path image, HeaderArea area) throws IOException {
    String name =
        area.extensions()
            .find(HeaderExtension.DATA_FILE)
            .map(extension -> new String(extension.data(), StandardCharsets.UTF_8))
            .orElse("");
    Path path = BackingName.resolve(image, name).orElse(null);
    if (path == null || !Files.isRegularFile(path)) {
      throw new CannotGrowException(
          "the data file " + (name.isEmpty() ? "has no name" : name + " is not an existing file"));
    }
    boolean raw = (area.header().autoclearFeatures() & HeaderLayout.AUTOCLEAR_RAW_DATA_FILE) != 0;
    return new DataFile(from.openOther(path, OpenMode.READ_WRITE), raw);
  }

  ImageFile file() {
    return file;
  }

  boolean isRaw() {
    return raw;
  }

  /**
   * Makes the file at least so long; what is new reads as zeros.
   *
   * @param oldSize the present end of the disk: a raw file must hold zeros from there on
   * @throws CannotGrowException if it does not
   */
  void extend(long oldSize, long newSize) throws IOException {
    long length = file.size();
    if (raw) {
      requireZeros(oldSize, Math.min(length, newSize));
    }
    if (length < newSize) {
      file.setSize(newSize);
      file.flush("the longer data file");
    }
  }

  private void requireZeros(long from, long end) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate((int) Math.max(0, Math.min(CHUNK_BYTES, end - from)));
    for (long at = from; at < end; at += chunk.limit()) {
      chunk.clear().limit((int) Math.min(chunk.capacity(), end - at));
      file.readPadded(chunk, at, file.at("guest data", at));
      int found = chunk.mismatch(ByteBuffer.allocate(chunk.limit()));
      if (found >= 0) {
        throw new CannotGrowException(
            "the raw data file "
                + file.path()
                + " already holds something at "
                + (at + found)
                + ", behind the disk's end; make it as long as the disk, "
                + from
                + " bytes, if that is not needed");
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
