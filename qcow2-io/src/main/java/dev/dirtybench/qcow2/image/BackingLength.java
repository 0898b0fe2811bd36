package dev.dirtybench.qcow2.image;

import dev.dirtybench.qcow2.format.HeaderArea;
import dev.dirtybench.qcow2.format.HeaderLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How long the disk behind an image is, where that can be told: what grows past its end reads as
 * zeros without anybody's doing.
 */
final class BackingLength {
  private BackingLength() {}

  /**
   * Looks at the backing file.
   *
   * @param image the file of the image that names it
   * @param area the image's header
   * @return bytes; empty if the backing file is no file, is not there, or is neither raw nor qcow2
   * @throws IOException if it is there and cannot be read
   */
  static OptionalLong of(Path image, HeaderArea area) throws IOException {
    Optional<Path> backing = area.backingFile().flatMap(name -> BackingName.resolve(image, name));
    if (backing.isEmpty() || !Files.isRegularFile(backing.get())) {
      return OptionalLong.empty();
    }
    String format = area.backingFormat().orElse("");
    try (FileStorage storage = FileStorage.open(backing.get(), OpenMode.READ_ONLY)) {
      if (format.equals("raw")) {
        return OptionalLong.of(storage.size());
      }
      ImageFile file = new ImageFile(storage, backing.get().toString());
      if (format.equals("qcow2") || (format.isEmpty() && startsLikeAnImage(storage))) {
        return OptionalLong.of(ImageHeaderFile.read(file).header().size());
      }
      return OptionalLong.empty();
    }
  }

  private static boolean startsLikeAnImage(ImageStorage storage) throws IOException {
    ByteBuffer start = ByteBuffer.allocate(Integer.BYTES);
    return storage.read(start, 0) == Integer.BYTES && start.getInt(0) == HeaderLayout.MAGIC;
  }
}
