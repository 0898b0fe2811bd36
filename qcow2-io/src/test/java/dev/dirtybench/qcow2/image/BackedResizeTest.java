package dev.dirtybench.qcow2.image;

import static dev.dirtybench.qcow2.testsupport.QemuTools.QEMU_IMG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.dirty.BitmapSpec;
import dev.dirtybench.dirty.Persistence;
import dev.dirtybench.qcow2.testsupport.QemuTools;
import dev.dirtybench.spi.Backends;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Growing a disk with another one behind it: the new part must not show what is there. */
class BackedResizeTest {
  private static final long MIB = 1 << 20;

  @TempDir Path folder;

  @Test
  void growsPastABackingFileThatEndsWithTheDiskOrBefore() throws IOException {
    raw("base.img", 2 * MIB);
    Path image = overlay("base.img", "raw", 2 * MIB);
    grow(image, 64 * MIB);
    try (Qcow2Image open = open(image, OpenMode.READ_ONLY)) {
      assertEquals(64 * MIB, open.header().size());
      assertEquals(65536, open.node().require("b").count());
    }
    assertEquals(0, ImageCheck.check(image).exitCode());
  }

  @Test
  void looksIntoTheHeaderOfABackingImage() throws IOException {
    Qcow2Image.create(folder.resolve("base.qcow2"), CreateOptions.ofSize(8 * MIB));
    Path shorter = overlay("base.qcow2", "qcow2", 4 * MIB);
    refused(shorter, "with its 8388608 bytes would show through after 4194304");
    Path asLong = overlay("base.qcow2", "qcow2", 8 * MIB);
    grow(asLong, 16 * MIB);
  }

  @Test
  void refusesWhatItCannotLookInto() throws IOException {
    refused(overlay("missing.img", "raw", MIB), "how long the backing file missing.img is");
    raw("disk.vmdk", MIB);
    refused(overlay("disk.vmdk", "vmdk", MIB), "how long the backing file disk.vmdk is");
    refused(overlay("nbd://host/x", "raw", MIB), "how long the backing file nbd://host/x is");
  }

  @Test
  @Tag("qemu")
  void leavesZerosForQemu() throws Exception {
    QemuTools.require(QEMU_IMG);
    raw("base.img", 2 * MIB);
    Path image = overlay("base.img", "raw", 2 * MIB);
    grow(image, 4 * MIB);
    QEMU_IMG.run("check", image).succeeded();
    raw("expected.img", 2 * MIB);
    try (RandomAccessFile file =
        new RandomAccessFile(folder.resolve("expected.img").toFile(), "rw")) {
      file.setLength(4 * MIB);
    }
    QEMU_IMG.run("compare", image, folder.resolve("expected.img")).succeeded();
  }

  private void raw(String name, long bytes) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
      file.setLength(bytes);
      file.seek(bytes - 512);
      file.write(new byte[] {1, 2, 3});
    }
  }

  private Path overlay(String backing, String format, long size) throws IOException {
    Path image = folder.resolve(size + "-over-" + backing.replaceAll("\\W", "-") + ".qcow2");
    Qcow2Image.create(image, CreateOptions.ofSize(size).withBacking(backing, format));
    return image;
  }

  private static Qcow2Image open(Path image, OpenMode mode) throws IOException {
    return Qcow2Image.open(image, mode, Backends.load().require("hbitmap"));
  }

  private static void grow(Path image, long size) throws IOException {
    try (Qcow2Image open = open(image, OpenMode.READ_WRITE)) {
      open.node().add(BitmapSpec.named("b").with(Persistence.PERSISTENT));
      open.node().write(0, 512);
      open.resize(size);
    }
  }

  private static void refused(Path image, String reason) throws IOException {
    try (Qcow2Image open = open(image, OpenMode.READ_WRITE)) {
      long before = open.header().size();
      IOException e = assertThrows(IOException.class, () -> open.resize(64 * MIB));
      assertTrue(e.getMessage().contains(reason), e.getMessage());
      assertEquals(before, open.header().size());
    }
  }
}
