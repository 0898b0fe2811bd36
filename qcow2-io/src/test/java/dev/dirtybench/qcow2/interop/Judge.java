package dev.dirtybench.qcow2.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dirtybench.dirty.DirtyBitmap;
import dev.dirtybench.qcow2.image.ImageCheck;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.qcow2.testsupport.DirtyExtent;
import dev.dirtybench.qcow2.testsupport.InfoBitmap;
import dev.dirtybench.qcow2.testsupport.NbdMap;
import dev.dirtybench.qcow2.testsupport.Qemu;
import dev.dirtybench.qcow2.testsupport.QemuBitmap;
import dev.dirtybench.qcow2.testsupport.QemuTools;
import dev.dirtybench.qcow2.testsupport.StorageDaemon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares what we read of an image that nobody has open with what QEMU's programs read of it:
 * qemu-img info and check, nbdinfo, and the storage daemon's query and hash.
 */
final class Judge implements AutoCloseable {
  private static final QemuTools[] TOOLS = {
    QemuTools.QEMU_IMG,
    QemuTools.QEMU_IO,
    QemuTools.QEMU_NBD,
    QemuTools.NBDINFO,
    QemuTools.STORAGE_DAEMON
  };

  private final StorageDaemon daemon;

  private Judge(StorageDaemon daemon) {
    this.daemon = daemon;
  }

  /** Skips or fails the present test if a program is missing. */
  static Judge start() throws IOException {
    QemuTools.require(TOOLS);
    return new Judge(StorageDaemon.start());
  }

  StorageDaemon daemon() {
    return daemon;
  }

  /** The image is sound, and every program sees the bitmaps that we see. */
  void agrees(Path path) throws IOException {
    Qemu.requireSound(path);
    assertEquals(0, ImageCheck.check(path).exitCode(), () -> ImageCheck.check(path).toString());
    agreesOnBitmaps(path);
  }

  /** Every program sees the bitmaps that we see. */
  void agreesOnBitmaps(Path path) throws IOException {
    List<InfoBitmap> stored;
    List<QemuBitmap> records;
    Map<String, String> hashes = new LinkedHashMap<>();
    Map<String, List<DirtyExtent>> extents = new TreeMap<>();
    try (Qcow2Image image = Images.openReadOnly(path)) {
      stored = image.storedBitmaps().stream().map(InfoBitmap::of).toList();
      records = image.node().query().stream().map(QemuBitmap::of).toList();
      for (DirtyBitmap bitmap : image.node().bitmaps()) {
        String name = bitmap.name().orElseThrow();
        hashes.put(name, bitmap.sha256());
        if (!bitmap.isInconsistent()) {
          extents.put(name, DirtyExtent.of(bitmap));
        }
      }
    }
    assertEquals(Qemu.infoBitmaps(path), stored, "qemu-img info");
    daemon.openReadOnly("judge", path);
    try {
      assertEquals(daemon.query("judge"), records, "query of the daemon");
      for (Map.Entry<String, String> hash : hashes.entrySet()) {
        assertEquals(
            daemon.sha256("judge", hash.getKey()), hash.getValue(), "hash of " + hash.getKey());
      }
    } finally {
      daemon.close("judge");
    }
    if (!extents.isEmpty()) {
      assertEquals(NbdMap.of(path, extents.keySet()), extents, "dirty extents");
    }
  }

  /** The dirty extents of a bitmap as we read them. */
  static List<DirtyExtent> extents(Path path, String bitmap) throws IOException {
    try (Qcow2Image image = Images.openReadOnly(path)) {
      return DirtyExtent.of(image.node().require(bitmap));
    }
  }

  /** Extents from offsets and lengths in turn. */
  static List<DirtyExtent> dirty(long... offsetsAndLengths) {
    List<DirtyExtent> extents = new ArrayList<>();
    for (int i = 0; i < offsetsAndLengths.length; i += 2) {
      extents.add(new DirtyExtent(offsetsAndLengths[i], offsetsAndLengths[i + 1]));
    }
    return extents;
  }

  @Override
  public void close() throws IOException {
    daemon.close();
  }
}
