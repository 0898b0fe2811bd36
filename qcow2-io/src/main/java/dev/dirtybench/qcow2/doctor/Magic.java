package dev.dirtybench.qcow2.doctor;

import dev.dirtybench.qcow2.format.HeaderLayout;
import dev.dirtybench.qcow2.image.FileStorage;
import dev.dirtybench.qcow2.image.ImageStorage;
import dev.dirtybench.qcow2.image.OpenMode;
import java.io.IOException;
import java.nio.file.Path;

/** Looks what a file of unknown format starts with. */
final class Magic {
  private Magic() {}

  static boolean isQcow2(Path path, OpenMode mode) throws IOException {
    try (ImageStorage storage = FileStorage.open(path, mode)) {
      return storage.size() > 0
          && StoredBytes.read(storage, 0, Integer.BYTES).getInt() == HeaderLayout.MAGIC;
    }
  }
}
