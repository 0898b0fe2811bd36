package dev.dirtybench.qcow2.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.backend.bitset.BitSetProvider;
import dev.dirtybench.dirty.DirtyBitmap;
import dev.dirtybench.qcow2.doctor.Ailment;
import dev.dirtybench.qcow2.doctor.BitmapCondition;
import dev.dirtybench.qcow2.doctor.ChainReport;
import dev.dirtybench.qcow2.doctor.Doctor;
import dev.dirtybench.qcow2.doctor.Finding;
import dev.dirtybench.qcow2.image.ImageCheck;
import dev.dirtybench.qcow2.image.ImageLockedException;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.qcow2.image.StoredBitmap;
import dev.dirtybench.qcow2.testsupport.InfoBitmap;
import dev.dirtybench.qcow2.testsupport.MemoryFolder;
import dev.dirtybench.qcow2.testsupport.NbdClient;
import dev.dirtybench.qcow2.testsupport.Qemu;
import dev.dirtybench.qcow2.testsupport.QemuTools;
import dev.dirtybench.qcow2.testsupport.StorageDaemon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A look into an image that a running QEMU has open for writing. */
@Tag("qemu")
class ForceShareTest {
  private StorageDaemon daemon;
  private Path path;

  @TempDir(factory = MemoryFolder.class)
  Path folder;

  @BeforeEach
  void makeAnImageAndLetQemuHaveIt() throws IOException {
    QemuTools.require(QemuTools.QEMU_IMG, QemuTools.QEMU_IO, QemuTools.STORAGE_DAEMON);
    path = folder.resolve("image.qcow2");
    Qemu.img("create", "-q", "-f", "qcow2", path, "4M");
    Qemu.img("bitmap", "--add", path, "x");
    Qemu.img("bitmap", "--add", "--disable", path, "y");
    daemon = StorageDaemon.start();
    daemon.open("q", path);
  }

  @AfterEach
  void stop() throws IOException {
    if (daemon != null) {
      daemon.close();
    }
  }

  private Qcow2Image look() throws IOException {
    return Images.open(path, OpenMode.READ_UNLOCKED);
  }

  private ChainReport examine() {
    return new Doctor(new BitSetProvider()).examine(path);
  }

  @Test
  void seesWhatQemuImgSeesWithForceShare() throws IOException {
    List<InfoBitmap> expected = Qemu.infoBitmaps(path);
    try (Qcow2Image image = look()) {
      assertTrue(image.isHeld());
      assertEquals(expected.size(), image.storedBitmaps().size());
      for (int i = 0; i < expected.size(); i++) {
        StoredBitmap stored = image.storedBitmaps().get(i);
        assertEquals(expected.get(i).name(), stored.name());
        assertEquals(
            expected.get(i).flags(),
            stored.flags().stream().map(StoredBitmap.Flag::toString).toList());
        assertTrue(stored.flags().contains(StoredBitmap.Flag.IN_USE));
      }
    }
    assertEquals(0, ImageCheck.check(path, OpenMode.READ_UNLOCKED).exitCode());
  }

  @Test
  void takesNothingFromQemusLocksNorAddsOne() throws IOException {
    try (Qcow2Image image = look()) {
      assertThrows(ImageLockedException.class, () -> Images.open(path));
      assertEquals(2, image.storedBitmaps().size());
      daemon.close("q");
      daemon.open("q", path);
    }
    assertThrows(ImageLockedException.class, () -> Images.openReadOnly(path));
    assertTrue(Qemu.run(QemuTools.QEMU_IMG, "info", path).errors().contains("lock"));
  }

  @Test
  void leavesTheLocksOfAWriterInTheSameProcess() throws Exception {
    daemon.close("q");
    try (Qcow2Image first = look()) {
      assertFalse(first.isHeld());
      Qcow2Image writer = Images.open(path);
      try (Qcow2Image second = look()) {
        assertTrue(second.isHeld());
      }
      // Closing the look must not have closed a descriptor of the file.
      assertTrue(Qemu.run(QemuTools.QEMU_IMG, "info", path).errors().contains("lock"));
      writer.close();
      // The look that is still open must not keep the locks.
      daemon.open("q", path);
      assertEquals(2, first.storedBitmaps().size());
    }
  }

  @Test
  void doctorShowsBitmapsInUseAndRecommendsNothing() throws IOException {
    ChainReport report = examine();
    assertEquals(
        List.of(Ailment.IN_USE), report.findings().stream().map(Finding::ailment).toList());
    assertTrue(report.isHealthy());
    assertEquals(List.of(), report.treatable());
    assertTrue(
        report.images().get(0).bitmaps().stream()
            .allMatch(bitmap -> bitmap.condition() == BitmapCondition.IN_USE));
    // QEMU agrees that nothing is broken.
    assertTrue(daemon.query("q").stream().noneMatch(bitmap -> bitmap.inconsistent()));
  }

  @Test
  void doctorCallsThemInconsistentOnceQemuIsKilledAndHealthyOnceItHasStoredThem()
      throws IOException {
    daemon.close("q");
    assertTrue(examine().findings().isEmpty());
    daemon.open("q", path);
    daemon.kill();
    assertEquals(
        List.of(Ailment.INCONSISTENT_BITMAP, Ailment.INCONSISTENT_BITMAP),
        examine().findings().stream().map(Finding::ailment).toList());
    try (Qcow2Image image = look()) {
      assertFalse(image.isHeld());
    }
  }

  @Test
  void everyLookIsTrueWhileQemuOpensAndClosesTheImage() throws Exception {
    daemon.export("q");
    try (NbdClient guest = daemon.guest("q")) {
      guest.write(0, 65536);
      guest.flush();
    }
    daemon.endExport("q");
    daemon.close("q");
    ExecutorService executor = Executors.newSingleThreadExecutor();
    AtomicBoolean done = new AtomicBoolean();
    try {
      Future<Integer> looks = executor.submit(() -> lookUntil(done));
      for (int i = 0; i < 25; i++) {
        daemon.open("q", path);
        daemon.close("q");
      }
      done.set(true);
      assertTrue(looks.get(1, TimeUnit.MINUTES) > 0);
    } finally {
      done.set(true);
      executor.shutdown();
    }
  }

  private int lookUntil(AtomicBoolean done) throws IOException {
    int looks = 0;
    while (!done.get()) {
      try (Qcow2Image image = look()) {
        looks++;
        DirtyBitmap bitmap = image.node().require("x");
        if (bitmap.isInconsistent()) {
          assertTrue(image.isHeld());
        } else {
          assertEquals(65536, bitmap.count());
        }
      } catch (IOException e) {
        assertTrue(e.getMessage().contains("try again"), e.getMessage());
      }
    }
    return looks;
  }
}
