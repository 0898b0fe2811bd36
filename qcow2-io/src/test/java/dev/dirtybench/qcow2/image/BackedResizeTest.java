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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
  void hidesALongerBackingFileBehindZeroEntries() throws IOException {
    Qcow2Image.create(folder.resolve("base.qcow2"), CreateOptions.ofSize(8 * MIB));
    Path shorter = overlay("base.qcow2", "qcow2", 4 * MIB);
    long before = Files.size(shorter);
    grow(shorter, 6 * MIB);
    assertTrue(Files.size(shorter) > before, "an L2 table was needed");
    assertEquals(0, ImageCheck.check(shorter).exitCode());
    Path asLong = overlay("base.qcow2", "qcow2", 8 * MIB);
    grow(asLong, 16 * MIB);
  }

  @Test
  void refusesWhatItCannotLookInto() throws IOException {
    refused(overlay("missing.img", "raw", MIB), "missing.img is not an existing file");
    raw("disk.vmdk", MIB);
    refused(overlay("disk.vmdk", "vmdk", MIB), "the format vmdk of the backing file");
    refused(overlay("nbd://host/x", "raw", MIB), "nbd://host/x is not an existing file");
  }

  @Test
  void refusesToTakeABackingFileOfNoStatedFormatForRaw() throws IOException {
    raw("base.img", 2 * MIB);
    Path image = overlay("base.img", "raw", MIB);
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      int at =
          indexOf(Files.readAllBytes(image), new byte[] {(byte) 0xe2, 0x79, 0x2a, (byte) 0xca});
      file.seek(at);
      file.writeInt(0x12345678);
    }
    refused(image, "state it with qemu-img rebase -u -b FILE -F FORMAT");
  }

  @Test
  void refusesAVersionTwoImageOnlyWhereItNeedsAZeroEntry() throws IOException {
    raw("base.img", 2 * MIB);
    Path image = folder.resolve("v2.qcow2");
    Qcow2Image.create(
        image, CreateOptions.ofSize(MIB).withVersion(2).withBacking("base.img", "raw"));
    try (Qcow2Image open = open(image, OpenMode.READ_WRITE)) {
      IOException e = assertThrows(IOException.class, () -> open.resize(4 * MIB));
      assertTrue(e.getMessage().contains("qemu-img amend -o compat=1.1"), e.getMessage());
      assertEquals(MIB, open.node().size());
    }
    assertEquals(0, ImageCheck.check(image).exitCode());
    image = folder.resolve("long-v2.qcow2");
    Qcow2Image.create(
        image, CreateOptions.ofSize(2 * MIB).withVersion(2).withBacking("base.img", "raw"));
    try (Qcow2Image open = open(image, OpenMode.READ_WRITE)) {
      open.resize(4 * MIB);
    }
    assertEquals(0, ImageCheck.check(image).exitCode());
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    for (int i = 0; i < bytes.length - wanted.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    throw new AssertionError("not found");
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
