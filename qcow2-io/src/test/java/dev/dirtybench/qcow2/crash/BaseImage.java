package dev.dirtybench.qcow2.crash;

import dev.dirtybench.dirty.Recording;
import dev.dirtybench.qcow2.format.HeaderArea;
import dev.dirtybench.qcow2.format.HeaderExtension;
import dev.dirtybench.qcow2.format.HeaderExtensions;
import dev.dirtybench.qcow2.hostile.SeedImages;
import dev.dirtybench.qcow2.image.CreateOptions;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.qcow2.testsupport.ChosenBackend;
import dev.dirtybench.qcow2.testsupport.MemoryStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The images that crashes and faults are tried on, of several geometries. */
enum BaseImage {
  /** One sector is one cluster, refcount blocks fill up soon. */
  SMALLEST(CreateOptions.ofSize(2 << 20).withClusterSize(512)),
  /** A refcount block covers 64 clusters, so that blocks and tables are added all the time. */
  WIDE_REFCOUNTS(CreateOptions.ofSize(3 << 20).withClusterSize(512).withRefcountBits(64)),
  /** Refcounts narrower than a byte. */
  NARROW_REFCOUNTS(CreateOptions.ofSize(2 << 20).withClusterSize(1024).withRefcountBits(1)),
  /** A backing file name behind the extensions. */
  BACKED(CreateOptions.ofSize(8 << 20).withClusterSize(4096).withBacking("base.raw", "raw")),
  /** With a feature name table, so that the header is longer than a sector. */
  USUAL(CreateOptions.ofSize(64 << 20)),
  /** A long header and a backing file. */
  USUAL_BACKED(
      CreateOptions.ofSize(64 << 20).withClusterSize(8192).withBacking("base.qcow2", "qcow2")),
  /** Extensions that nobody knows behind that of the bitmaps, one of them across sectors. */
  FOREIGN(CreateOptions.ofSize(2 << 20).withClusterSize(4096)),
  /** The same with a backing file's name right behind them. */
  FOREIGN_BACKED(
      CreateOptions.ofSize(2 << 20).withClusterSize(4096).withBacking("base.qcow2", "qcow2")),
  /** The bitmaps extension's data across two sectors, between others. */
  FOREIGN_ACROSS(CreateOptions.ofSize(2 << 20).withClusterSize(4096)),
  /** Made by QEMU, with guest data, the bitmaps extension across two sectors. */
  QEMU("crash"),
  /** Made by QEMU, with a backing file name behind the first sector. */
  QEMU_BACKED("crash-backed");

  private static final List<Integer> FOREIGN_TYPES = List.of(0x0f0e0d00, 0x0f0e0d01, 0x0f0e0d02);

  private final CreateOptions options;
  private final String seed;

  BaseImage(CreateOptions options) {
    this.options = options;
    this.seed = null;
  }

  BaseImage(String seed) {
    this.options = null;
    this.seed = seed;
  }

  /** Whether the disk can grow; what a backing file holds behind its end would show through. */
  boolean canGrow() {
    return !name().contains("BACKED");
  }

  /** An image without bitmaps. */
  byte[] empty() throws IOException {
    if (seed != null) {
      MemoryStorage storage = new MemoryStorage(SeedImages.read(seed));
      try (Qcow2Image image =
          Qcow2Image.open(
              storage, RecordedSession.PATH, OpenMode.READ_WRITE, ChosenBackend.provider())) {
        for (String name : new String[] {"a", "b", "c"}) {
          image.node().remove(name);
        }
      }
      return storage.content();
    }
    MemoryStorage storage = new MemoryStorage(new byte[0]);
    Qcow2Image.create(storage, RecordedSession.PATH, options);
    return withForeignExtensions(storage.content());
  }

  /** An image with the enabled bitmaps a and b, and c, which is disabled. */
  byte[] withBitmaps() throws IOException {
    if (seed != null) {
      return SeedImages.read(seed);
    }
    MemoryStorage storage = new MemoryStorage(empty());
    try (Qcow2Image image =
        Qcow2Image.open(
            storage, RecordedSession.PATH, OpenMode.READ_WRITE, ChosenBackend.provider())) {
      for (String name : new String[] {"a", "b", "c"}) {
        CrashScenario.add(
            image.node(), name, name.equals("c") ? Recording.DISABLED : Recording.ENABLED);
        CrashScenario.scatter(image.node(), name.charAt(0));
      }
      image.node().merge("c", "b");
      image.node().clear("b");
      image.node().write(4096, 8192);
    }
    return withForeignExtensions(storage.content());
  }

  /** As QEMU leaves them: those that it does not know come last. */
  private byte[] withForeignExtensions(byte[] image) throws IOException {
    if (!name().startsWith("FOREIGN")) {
      return image;
    }
    HeaderArea area = HeaderArea.read(ByteBuffer.wrap(image, 0, 4096), RecordedSession.PATH);
    List<HeaderExtension> list = new ArrayList<>(area.extensions().list());
    list.removeIf(extension -> FOREIGN_TYPES.contains(extension.type()));
    if (this == FOREIGN_ACROSS) {
      list.removeIf(extension -> extension.type() == HeaderExtension.FEATURE_NAMES);
      list.add(0, foreign(0, 512 - 16 - 8 - area.header().headerLength()));
    }
    list.add(foreign(1, 700));
    list.add(foreign(2, 5));
    HeaderArea changed = area.withExtensions(new HeaderExtensions(list));
    byte[] bytes = changed.toBytes(4096).array();
    System.arraycopy(bytes, 0, image, 0, bytes.length);
    return image;
  }

  private static HeaderExtension foreign(int which, int length) {
    byte[] data = new byte[length];
    new Random(which).nextBytes(data);
    return new HeaderExtension(FOREIGN_TYPES.get(which), data);
  }
}
