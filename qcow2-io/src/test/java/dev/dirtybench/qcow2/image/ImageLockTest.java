package dev.dirtybench.qcow2.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.qcow2.testsupport.QemuTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageLockTest {
  @TempDir Path folder;
  private Path path;

  @BeforeEach
  void create() throws IOException {
    path = folder.resolve("l.qcow2");
    Qcow2Image.create(path, CreateOptions.ofSize(1 << 20));
  }

  private Qcow2Image open(OpenMode mode) throws IOException {
    return Qcow2Image.open(path, mode, Images.BACKEND);
  }

  private void assertLocked(OpenMode mode, String message) {
    ImageLockedException e = assertThrows(ImageLockedException.class, () -> open(mode).close());
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertTrue(e.getMessage().contains("running QEMU"), e.getMessage());
    assertEquals(path.toString(), e.path());
  }

  @Test
  void letsReadersShareAnImageInOneProcess() throws IOException {
    try (Qcow2Image first = open(OpenMode.READ_ONLY)) {
      open(OpenMode.READ_ONLY).close();
      assertLocked(OpenMode.READ_WRITE, "this process has it open for reading");
      try (Qcow2Image second = open(OpenMode.READ_ONLY)) {
        assertThrows(ImageLockedException.class, () -> first.reopen(OpenMode.READ_WRITE));
        assertEquals(OpenMode.READ_ONLY, second.mode());
      }
      first.reopen(OpenMode.READ_WRITE);
      assertLocked(OpenMode.READ_ONLY, "this process has it open for writing");
    }
    open(OpenMode.READ_WRITE).close();
  }

  @Test
  void letsOneWriterInOneProcessExcludeAllOthers() throws IOException {
    try (Qcow2Image writer = open(OpenMode.READ_WRITE)) {
      assertLocked(OpenMode.READ_ONLY, "this process has it open for writing");
      assertLocked(OpenMode.READ_WRITE, "this process has it open for writing");
      assertEquals(1, ImageCheck.check(path).exitCode());
      writer.reopen(OpenMode.READ_ONLY);
      open(OpenMode.READ_ONLY).close();
    }
  }

  @Test
  void opensAnImageThroughALinkAsTheSameFile() throws IOException {
    Path link = Files.createLink(folder.resolve("link.qcow2"), path);
    try (Qcow2Image image = open(OpenMode.READ_WRITE)) {
      assertThrows(
          ImageLockedException.class,
          () -> Qcow2Image.open(link, OpenMode.READ_ONLY, Images.BACKEND));
      assertEquals(OpenMode.READ_WRITE, image.mode());
    }
  }

  @Test
  @Tag("qemu")
  void keepsQemuFromWritingWhatIsBeingReadAndFromUsingWhatIsBeingWritten() throws IOException {
    QemuTools.require(QemuTools.QEMU_IMG);
    try (Qcow2Image image = open(OpenMode.READ_ONLY)) {
      QemuTools.QEMU_IMG.run("info", path).succeeded();
      assertQemuLockedOut("bitmap", "--add", path, "b");
      image.reopen(OpenMode.READ_WRITE);
      assertQemuLockedOut("bitmap", "--add", path, "b");
      assertQemuLockedOut("info", path);
      QemuTools.QEMU_IMG.run("info", "-U", path).succeeded();
      image.reopen(OpenMode.READ_ONLY);
      QemuTools.QEMU_IMG.run("info", path).succeeded();
      assertQemuLockedOut("bitmap", "--add", path, "b");
    }
    QemuTools.QEMU_IMG.run("bitmap", "--add", path, "b").succeeded();
  }

  private static void assertQemuLockedOut(Object... arguments) throws IOException {
    QemuTools.Result result = QemuTools.QEMU_IMG.run(arguments);
    assertEquals(1, result.exitCode(), result.output());
    assertTrue(result.output().contains("Failed to get"), result.output());
  }

  @Test
  @Tag("qemu")
  void isKeptFromAnImageThatARunningQemuWrites() throws Exception {
    QemuTools.require(QemuTools.STORAGE_DAEMON);
    Process daemon = daemon("off");
    try {
      waitUntilRunning();
      assertLocked(OpenMode.READ_ONLY, "another process holds the lock on byte");
      assertLocked(OpenMode.READ_WRITE, "another process holds the lock on byte");
    } finally {
      stop(daemon);
    }
    open(OpenMode.READ_WRITE).close();
  }

  @Test
  @Tag("qemu")
  void readsButDoesNotWriteAnImageThatARunningQemuReads() throws Exception {
    QemuTools.require(QemuTools.STORAGE_DAEMON);
    Process daemon = daemon("on");
    try {
      waitUntilRunning();
      open(OpenMode.READ_ONLY).close();
      assertLocked(OpenMode.READ_WRITE, "does not share \"write\"");
      try (Qcow2Image image = open(OpenMode.READ_ONLY)) {
        assertThrows(ImageLockedException.class, () -> image.reopen(OpenMode.READ_WRITE));
        assertEquals(OpenMode.READ_ONLY, image.mode());
      }
    } finally {
      stop(daemon);
    }
  }

  private Process daemon(String readOnly) throws IOException {
    return new ProcessBuilder(
            QemuTools.STORAGE_DAEMON.path().toString(),
            "--blockdev",
            "driver=file,node-name=f0,filename=" + path + ",read-only=" + readOnly,
            "--blockdev",
            "driver=qcow2,node-name=q0,file=f0,read-only=" + readOnly,
            "--pidfile",
            folder.resolve("daemon.pid").toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("daemon.log").toFile())
        .start();
  }

  /** Waits for the daemon's sign that all is open; to try the lock would get in its way. */
  private void waitUntilRunning() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() < deadline) {
      if (Files.exists(folder.resolve("daemon.pid"))) {
        return;
      }
      Thread.sleep(20);
    }
    throw new AssertionError(
        "the daemon did not start: " + Files.readString(folder.resolve("daemon.log")));
  }

  private static void stop(Process daemon) throws InterruptedException {
    daemon.destroy();
    daemon.waitFor(20, TimeUnit.SECONDS);
  }
}
