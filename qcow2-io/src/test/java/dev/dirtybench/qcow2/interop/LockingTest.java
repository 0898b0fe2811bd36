package dev.dirtybench.qcow2.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.qcow2.image.ImageLockedException;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.qcow2.testsupport.MemoryFolder;
import dev.dirtybench.qcow2.testsupport.Qemu;
import dev.dirtybench.qcow2.testsupport.QemuTools;
import dev.dirtybench.qcow2.testsupport.QmpException;
import dev.dirtybench.qcow2.testsupport.StorageDaemon;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A running QEMU and we keep out of each other's images, in both directions. */
@Tag("qemu")
class LockingTest {
  private StorageDaemon daemon;
  private Path path;

  @TempDir(factory = MemoryFolder.class)
  Path folder;

  @BeforeEach
  void makeAnImage() throws IOException {
    QemuTools.require(QemuTools.QEMU_IMG, QemuTools.QEMU_IO, QemuTools.STORAGE_DAEMON);
    daemon = StorageDaemon.start();
    path = folder.resolve("image.qcow2");
    Qemu.img("create", "-q", "-f", "qcow2", path, "4M");
    Qemu.img("bitmap", "--add", path, "x");
  }

  @AfterEach
  void stop() throws IOException {
    if (daemon != null) {
      daemon.close();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"READ_ONLY", "READ_WRITE"})
  void anImageThatQemuWritesIsRefusedAndTheMessageSaysSo(OpenMode mode) throws IOException {
    daemon.open("q", path);
    ImageLockedException refused =
        assertThrows(ImageLockedException.class, () -> Images.open(path, mode).close());
    assertTrue(refused.getMessage().contains("running QEMU"), refused.getMessage());
    assertTrue(refused.getMessage().contains(path.toString()), refused.getMessage());

    daemon.close("q");
    Images.open(path, mode).close();
  }

  @Test
  void aRefusalLeavesQemusOwnLocksInForce() throws IOException {
    daemon.open("q", path);
    assertThrows(ImageLockedException.class, () -> Images.open(path));
    assertLockedForQemu(Qemu.run(QemuTools.QEMU_IMG, "info", path).errors());
    daemon.close("q");
    Qemu.requireSound(path);
  }

  @Test
  void anImageThatQemuReadsCanBeReadButNotWritten() throws IOException {
    daemon.openReadOnly("q", path);
    try (Qcow2Image image = Images.openReadOnly(path)) {
      assertEquals(1, image.storedBitmaps().size());
    }
    assertThrows(ImageLockedException.class, () -> Images.open(path));
    assertEquals(1, daemon.query("q").size());
  }

  @Test
  void qemuIsRefusedAnImageThatWeWrite() throws IOException {
    try (Qcow2Image image = Images.open(path)) {
      assertLockedForQemu(
          assertThrows(QmpException.class, () -> daemon.open("q", path)).getMessage());
      assertLockedForQemu(
          assertThrows(QmpException.class, () -> daemon.openReadOnly("q", path)).getMessage());
      assertLockedForQemu(Qemu.run(QemuTools.QEMU_IMG, "check", path).expect(1).errors());
      assertLockedForQemu(Qemu.run(QemuTools.QEMU_IMG, "bitmap", "--add", path, "y").errors());
      // Whoever insists may look, and sees that the bitmap is in use.
      assertEquals("in-use", Qemu.infoBitmaps(path).get(0).flags().get(0));
      image.node().write(0, 1);
    }
    daemon.open("q", path);
    assertEquals(64 << 10, daemon.query("q").get(0).count());
  }

  @Test
  void qemuMayReadAnImageThatWeReadButNotWriteIt() throws IOException {
    try (Qcow2Image image = Images.openReadOnly(path)) {
      daemon.openReadOnly("q", path);
      daemon.close("q");
      assertLockedForQemu(
          assertThrows(QmpException.class, () -> daemon.open("q", path)).getMessage());
      assertLockedForQemu(Qemu.run(QemuTools.QEMU_IMG, "bitmap", "--add", path, "y").errors());
      assertEquals(1, image.storedBitmaps().size());
    }
    daemon.open("q", path);
  }

  @Test
  void reopeningForWritingIsRefusedWhileQemuReadsAndWeGoOnReading() throws IOException {
    try (Qcow2Image image = Images.openReadOnly(path)) {
      daemon.openReadOnly("q", path);
      assertThrows(ImageLockedException.class, () -> image.reopen(OpenMode.READ_WRITE));
      assertEquals(OpenMode.READ_ONLY, image.mode());
      assertLockedForQemu(
          assertThrows(QmpException.class, () -> daemon.reopen("q", false)).getMessage());
      daemon.close("q");
      assertThrows(QmpException.class, () -> daemon.open("q", path));

      image.reopen(OpenMode.READ_WRITE);
      assertThrows(QmpException.class, () -> daemon.openReadOnly("q", path));
      image.reopen(OpenMode.READ_ONLY);
      daemon.openReadOnly("q", path);
    }
  }

  @Test
  void aKilledQemuLeavesNoLocksButBitmapsInUse() throws IOException {
    daemon.open("q", path);
    daemon.kill();
    try (Qcow2Image image = Images.open(path)) {
      assertTrue(image.node().require("x").isInconsistent());
      image.node().remove("x");
    }
    Qemu.requireSound(path);
  }

  @Test
  void twoOfOurOwnProcessesExcludeEachOther() throws Exception {
    try (Qcow2Image image = Images.open(path)) {
      assertEquals("refused", openedByAnotherProcess(OpenMode.READ_ONLY));
      assertEquals("refused", openedByAnotherProcess(OpenMode.READ_WRITE));
      assertEquals(OpenMode.READ_WRITE, image.mode());
    }
    try (Qcow2Image image = Images.openReadOnly(path)) {
      assertEquals("opened", openedByAnotherProcess(OpenMode.READ_ONLY));
      assertEquals("refused", openedByAnotherProcess(OpenMode.READ_WRITE));
      assertEquals(OpenMode.READ_ONLY, image.mode());
    }
    assertEquals("opened", openedByAnotherProcess(OpenMode.READ_WRITE));
  }

  private String openedByAnotherProcess(OpenMode mode) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OpensAnImage.class.getName(),
                path.toString(),
                mode.name())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.strip();
  }

  private static void assertLockedForQemu(String message) {
    assertTrue(message.contains("lock"), message);
  }
}
