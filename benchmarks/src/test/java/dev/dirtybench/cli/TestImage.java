package dev.dirtybench.cli;

import dev.dirtybench.qcow2.format.HeaderExtension;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.BitmapProvider;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** What happens to images outside the command line: guests, crashes, other tools. */
final class TestImage {
  private TestImage() {}

  private static BitmapProvider backend() {
    return Backends.load().require("hbitmap");
  }

  /** Marks ranges as a guest's writes do. */
  static void write(Path image, long... offsetsAndLengths) throws IOException {
    try (Qcow2Image open = Qcow2Image.open(image, OpenMode.READ_WRITE, backend())) {
      for (int i = 0; i < offsetsAndLengths.length; i += 2) {
        open.node().write(offsetsAndLengths[i], offsetsAndLengths[i + 1]);
      }
    }
  }

  static void crash(Path image) throws IOException {
    Qcow2Image.open(image, OpenMode.READ_WRITE, backend()).closeWithoutStoring();
  }

  static void poke(Path image, long offset, int value) throws IOException {
    byte[] bytes = Files.readAllBytes(image);
    bytes[(int) offset] = (byte) value;
    Files.write(image, bytes);
  }

  /** Clears the autoclear bits, as a program does that does not know of bitmaps. */
  static void clearAutoclearBits(Path image) throws IOException {
    poke(image, 95, 0);
  }

  /** Where the refcount of the bitmap directory's cluster is, its low byte. */
  static long refcountOfDirectory(Path image) throws IOException {
    try (Qcow2Image open = Qcow2Image.open(image, OpenMode.READ_ONLY, backend())) {
      byte[] data = open.extensions().find(HeaderExtension.BITMAPS).orElseThrow().data();
      return 2 * 65536 + 2 * (ByteBuffer.wrap(data).getLong(16) / 65536) + 1;
    }
  }
}
