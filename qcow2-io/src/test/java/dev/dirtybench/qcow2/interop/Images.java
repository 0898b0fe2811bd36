package dev.dirtybench.qcow2.interop;

import dev.dirtybench.backend.bitset.BitSetProvider;
import dev.dirtybench.dirty.BitmapNode;
import dev.dirtybench.dirty.BitmapSpec;
import dev.dirtybench.dirty.DirtyBitmap;
import dev.dirtybench.dirty.Persistence;
import dev.dirtybench.dirty.Recording;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.nio.file.Path;

/** Opens images and adds bitmaps in one line, for tests. */
final class Images {
  static final int KIB = 1 << 10;
  static final int MIB = 1 << 20;

  /** Something done with an image that is open for writing. */
  @FunctionalInterface
  interface Work {
    void run(Qcow2Image image, BitmapNode node) throws IOException;
  }

  private Images() {}

  static Qcow2Image open(Path path, OpenMode mode) throws IOException {
    return Qcow2Image.open(path, mode, new BitSetProvider());
  }

  static Qcow2Image open(Path path) throws IOException {
    return open(path, OpenMode.READ_WRITE);
  }

  static Qcow2Image openReadOnly(Path path) throws IOException {
    return open(path, OpenMode.READ_ONLY);
  }

  /** Opens an image for writing, does something and stores the bitmaps. */
  static void change(Path path, Work work) throws IOException {
    try (Qcow2Image image = open(path)) {
      work.run(image, image.node());
    }
  }

  /** Leaves the bitmaps of an image in use, as a crash of ours does. */
  static void crash(Path path) throws IOException {
    open(path).closeWithoutStoring();
  }

  static DirtyBitmap add(BitmapNode node, String name, int granularity) {
    return node.add(persistent(name, granularity));
  }

  static DirtyBitmap addDisabled(BitmapNode node, String name, int granularity) {
    return node.add(persistent(name, granularity).with(Recording.DISABLED));
  }

  static BitmapSpec persistent(String name, int granularity) {
    return transientSpec(name, granularity).with(Persistence.PERSISTENT);
  }

  static BitmapSpec transientSpec(String name, int granularity) {
    return BitmapSpec.named(name).with(Granularity.ofBytes(granularity));
  }
}
