package dev.dirtybench.qcow2.image;

import dev.dirtybench.qcow2.format.HeaderArea;
import dev.dirtybench.qcow2.format.HeaderLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Opens the disk behind an image, to be read: a raw file or another image.
 *
 * <p>Where the image does not say the format, a file that starts as a qcow2 image is taken for one,
 * as QEMU does; anything else is refused and not taken for raw, because bytes of an unknown format
 * could become guest data.
 */
final class BackingDisk {
  private static final int MAX_DEPTH = 200;

  private BackingDisk() {}

  /**
   * Opens and locks the backing file.
   *
   * @param from the image that names it
   * @param image its file
   * @param area the image's header, which names one
   * @param depth how many images are in front of it
   * @throws CannotGrowException if it is no file, is not there, or is neither raw nor qcow2
   */
  static GuestDisk open(ImageFile from, Path image, HeaderArea area, int depth) throws IOException {
    String name = area.backingFile().orElse("");
    Path path = BackingName.resolve(image, name).orElse(null);
    if (depth > MAX_DEPTH) {
      throw new CannotGrowException(
          "there are more than "
              + MAX_DEPTH
              + " backing files one behind the other"
              + CannotGrowException.USE_QEMU);
    }
    if (path == null || !Files.isRegularFile(path)) {
      throw new CannotGrowException(
          "the backing file " + name + " is not an existing file" + CannotGrowException.USE_QEMU);
    }
    ImageFile file = from.openOther(path, OpenMode.READ_ONLY);
    try {
      return open(file, path, area.backingFormat().orElse(""), depth);
    } catch (IOException | RuntimeException e) {
      try {
        file.close();
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  private static GuestDisk open(ImageFile file, Path path, String format, int depth)
      throws IOException {
    if (format.equals("raw")) {
      return new RawDisk(file);
    }
    if (format.equals("qcow2") || format.isEmpty() && startsLikeAnImage(file)) {
      return new Qcow2Disk(file, path, ImageHeaderFile.read(file), depth);
    }
    throw new CannotGrowException(
        format.isEmpty()
            ? "the format of the backing file "
                + path
                + " is not stated, state it with qemu-img rebase -u -b FILE -F FORMAT"
            : "the format "
                + format
                + " of the backing file "
                + path
                + " is not read here, only raw and qcow2 are"
                + CannotGrowException.USE_QEMU);
  }

  private static boolean startsLikeAnImage(ImageFile file) throws IOException {
    ByteBuffer start = ByteBuffer.allocate(Integer.BYTES);
    file.readPadded(start, 0, file.at("header", 0));
    return start.getInt(0) == HeaderLayout.MAGIC;
  }
}
