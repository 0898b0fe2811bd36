package dev.dirtybench.qcow2.crash;

import dev.dirtybench.backend.bitset.BitSetProvider;
import dev.dirtybench.dirty.Recording;
import dev.dirtybench.qcow2.hostile.SeedImages;
import dev.dirtybench.qcow2.image.CreateOptions;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import java.io.IOException;

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
  /** Made by QEMU, with guest data, the bitmaps extension across two sectors. */
  QEMU("crash"),
  /** Made by QEMU, with a backing file name behind the first sector. */
  QEMU_BACKED("crash-backed");

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
    return this != BACKED && this != USUAL_BACKED && this != QEMU_BACKED;
  }

  /** An image without bitmaps. */
  byte[] empty() throws IOException {
    if (seed != null) {
      MemoryStorage storage = new MemoryStorage(SeedImages.read(seed));
      try (Qcow2Image image =
          Qcow2Image.open(
              storage, RecordedSession.PATH, OpenMode.READ_WRITE, new BitSetProvider())) {
        for (String name : new String[] {"a", "b", "c"}) {
          image.node().remove(name);
        }
      }
      return storage.content();
    }
    MemoryStorage storage = new MemoryStorage(new byte[0]);
    Qcow2Image.create(storage, RecordedSession.PATH, options);
    return storage.content();
  }

  /** An image with the enabled bitmaps a and b, and c, which is disabled. */
  byte[] withBitmaps() throws IOException {
    if (seed != null) {
      return SeedImages.read(seed);
    }
    MemoryStorage storage = new MemoryStorage(empty());
    try (Qcow2Image image =
        Qcow2Image.open(storage, RecordedSession.PATH, OpenMode.READ_WRITE, new BitSetProvider())) {
      for (String name : new String[] {"a", "b", "c"}) {
        CrashScenario.add(
            image.node(), name, name.equals("c") ? Recording.DISABLED : Recording.ENABLED);
        CrashScenario.scatter(image.node(), name.charAt(0));
      }
      image.node().merge("c", "b");
      image.node().clear("b");
      image.node().write(4096, 8192);
    }
    return storage.content();
  }
}
