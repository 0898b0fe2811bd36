package dev.dirtybench.benchmarks.image;

import dev.dirtybench.dirty.BitmapSpec;
import dev.dirtybench.dirty.DirtyBitmap;
import dev.dirtybench.dirty.Persistence;
import dev.dirtybench.dirty.Recording;
import dev.dirtybench.qcow2.image.CreateOptions;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A qcow2 image in a temporary folder of its own, both of which go when it is closed. Its disk has
 * no data, only bitmaps.
 */
public final class ScratchImage implements AutoCloseable {
  private final Path folder;
  private final Path path;

  private ScratchImage(Path folder) {
    this.folder = folder;
    this.path = folder.resolve("image.qcow2");
  }

  /**
   * Creates an image without bitmaps, with QEMU's default options.
   *
   * @param diskSize bytes
   * @return the image, which the caller closes
   * @throws IOException if it cannot be created
   */
  public static ScratchImage create(long diskSize) throws IOException {
    ScratchImage image = new ScratchImage(Files.createTempDirectory("dirtybench"));
    try {
      Qcow2Image.create(image.path, CreateOptions.ofSize(diskSize));
      return image;
    } catch (IOException | RuntimeException e) {
      try {
        image.close();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  /**
   * Where the image is.
   *
   * @return the file, while this is open
   */
  public Path path() {
    return path;
  }

  /**
   * Opens it.
   *
   * @param mode what for
   * @param backend makes the bits
   * @return the image, which the caller closes
   * @throws IOException if it cannot be opened
   */
  public Qcow2Image open(OpenMode mode, BitmapProvider backend) throws IOException {
    return Qcow2Image.open(path, mode, backend);
  }

  /**
   * Adds a persistent bitmap, fills it and stores it.
   *
   * @param name of the bitmap
   * @param granularity bytes per bit
   * @param backend makes its bits meanwhile
   * @param filling marks what shall be dirty in it
   * @throws IOException if it cannot be stored
   */
  public void add(
      String name, Granularity granularity, BitmapProvider backend, Consumer<Bitmap> filling)
      throws IOException {
    BitmapSpec spec =
        BitmapSpec.named(name)
            .with(granularity)
            .with(Persistence.PERSISTENT)
            .with(Recording.DISABLED);
    try (Qcow2Image image = open(OpenMode.READ_WRITE, backend)) {
      DirtyBitmap bitmap = image.node().add(spec);
      image
          .node()
          .<Void, RuntimeException>exclusively(
              () -> {
                filling.accept(bitmap.bits());
                return null;
              });
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
    Files.deleteIfExists(folder);
  }
}
