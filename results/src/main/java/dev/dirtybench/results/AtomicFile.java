package dev.dirtybench.results;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Replaces a file as a whole: whoever opens it sees the old content or the new, never a part. */
public final class AtomicFile {
  private AtomicFile() {}

  /**
   * Writes a file through a neighbour of the name {@code <name>.tmp}, which is gone afterwards.
   *
   * @param file the file, present or not
   * @param text its new content, written as UTF-8
   * @throws IOException if it cannot be written; the file is left as it was
   */
  public static void write(Path file, String text) throws IOException {
    Path neighbour = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      // Not a FileChannel: an interrupt of the calling thread must not close the file half-way.
      try (FileOutputStream out = new FileOutputStream(neighbour.toFile())) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.getFD().sync();
      }
      Files.move(neighbour, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(neighbour);
    }
  }
}
