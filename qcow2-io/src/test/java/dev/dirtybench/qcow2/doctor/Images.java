package dev.dirtybench.qcow2.doctor;

import dev.dirtybench.backend.bitset.BitSetProvider;
import dev.dirtybench.dirty.BitmapSpec;
import dev.dirtybench.dirty.Persistence;
import dev.dirtybench.dirty.Recording;
import dev.dirtybench.qcow2.format.HeaderExtension;
import dev.dirtybench.qcow2.image.CreateOptions;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Images in a folder, healthy ones and damaged ones. */
record Images(Path folder) {
  static final BitmapProvider BACKEND = new BitSetProvider();
  static final Granularity G64K = Granularity.ofBytes(64 << 10);
  static final long MIB = 1 << 20;

  Path create(String name, long size) throws IOException {
    Path path = folder.resolve(name);
    Qcow2Image.create(path, CreateOptions.ofSize(size));
    return path;
  }

  Path createOn(String name, String backing, String format) throws IOException {
    Path path = folder.resolve(name);
    Qcow2Image.create(path, CreateOptions.ofSize(16 * MIB).withBacking(backing, format));
    return path;
  }

  static void change(Path path, Consumer<Qcow2Image> change) throws IOException {
    try (Qcow2Image image = Qcow2Image.open(path, OpenMode.READ_WRITE, BACKEND)) {
      change.accept(image);
    }
  }

  static void add(Path path, String bitmap, Recording recording) throws IOException {
    change(
        path,
        image ->
            image
                .node()
                .add(new BitmapSpec(bitmap, Optional.of(G64K), recording, Persistence.PERSISTENT)));
  }

  static void crash(Path path) throws IOException {
    Qcow2Image.open(path, OpenMode.READ_WRITE, BACKEND).closeWithoutStoring();
  }

  /** What a program does to the header that does not know of bitmaps. */
  static void clearAutoclearBits(Path path) throws IOException {
    poke(path, WithoutBitmaps.BYTE, 0);
  }

  static void poke(Path path, long offset, int value) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    bytes[(int) offset] = (byte) value;
    Files.write(path, bytes);
  }

  /** Where the bitmap directory starts. */
  static long directory(Path path) throws IOException {
    try (Qcow2Image image = Qcow2Image.open(path, OpenMode.READ_ONLY, BACKEND)) {
      HeaderExtension extension = image.extensions().find(HeaderExtension.BITMAPS).orElseThrow();
      return ByteBuffer.wrap(extension.data()).getLong(16);
    }
  }

  /** Where the table of the first bitmap starts. */
  static long table(Path path) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(path)).getLong((int) directory(path));
  }
}
