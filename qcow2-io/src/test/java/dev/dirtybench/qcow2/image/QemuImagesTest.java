package dev.dirtybench.qcow2.image;

import static dev.dirtybench.qcow2.testsupport.QemuTools.QEMU_IMG;
import static dev.dirtybench.qcow2.testsupport.QemuTools.QEMU_IO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.qcow2.testsupport.QemuTools;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images of the real tools here, images from here in the real tools. */
@Tag("qemu")
class QemuImagesTest {
  @TempDir Path folder;

  @BeforeEach
  void requireTools() {
    QemuTools.require(QEMU_IMG, QEMU_IO);
  }

  private void write(Path image, String... commands) throws IOException {
    Object[] arguments = new Object[2 + 2 * commands.length + 1];
    arguments[0] = "-f";
    arguments[1] = "qcow2";
    for (int i = 0; i < commands.length; i++) {
      arguments[2 + 2 * i] = "-c";
      arguments[3 + 2 * i] = commands[i];
    }
    arguments[arguments.length - 1] = image;
    QEMU_IO.run(arguments).succeeded();
  }

  private static void assertChecksAlike(Path image, int exitCode) throws IOException {
    assertEquals(exitCode, QEMU_IMG.run("check", image).exitCode());
    CheckReport report = ImageCheck.check(image);
    assertEquals(exitCode, report.exitCode(), report.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compression_type=zlib",
        "compression_type=zstd",
        "extended_l2=on,cluster_size=32k",
        "compat=0.10",
        "cluster_size=512,refcount_bits=64",
        "cluster_size=2M,refcount_bits=1",
        "preallocation=metadata"
      })
  void checksImagesOfEveryKindAsQemuDoes(String options) throws IOException {
    Path raw = folder.resolve("r.raw");
    byte[] content = new byte[3 << 20];
    new Random(5).nextBytes(content);
    Arrays.fill(content, 1 << 20, 2 << 20, (byte) 0);
    Arrays.fill(content, 2 << 20, 3 << 20, (byte) 'x');
    Files.write(raw, content);
    Path image = folder.resolve("i.qcow2");
    String compress = options.startsWith("compression") ? "-c" : "-q";
    QEMU_IMG
        .run("convert", compress, "-f", "raw", "-O", "qcow2", "-o", options, raw, image)
        .succeeded();
    assertChecksAlike(image, 0);
    if (!options.contains("0.10")) {
      try (Qcow2Image opened = Qcow2Image.open(image, OpenMode.READ_WRITE, Images.BACKEND)) {
        opened.node().add(Images.persistent("b", 65536));
        opened.resize(64 << 20);
      }
      assertChecksAlike(image, 0);
      QEMU_IMG.run("compare", "-f", "raw", "-F", "qcow2", raw, image).succeeded();
    }
  }

  @Test
  void checksSnapshotsAndBackingFilesAsQemuDoes() throws IOException {
    Path base = folder.resolve("b.qcow2");
    QEMU_IMG.run("create", "-q", "-f", "qcow2", base, "64M").succeeded();
    for (int i = 1; i < 4; i++) {
      write(base, "write " + i + "M 3M");
      QEMU_IMG.run("snapshot", "-c", "s" + i, base).succeeded();
    }
    QEMU_IMG.run("bitmap", "--add", base, "b0").succeeded();
    write(base, "write 0 5M");
    assertChecksAlike(base, 0);
    Path top = folder.resolve("t.qcow2");
    QEMU_IMG.run("create", "-q", "-f", "qcow2", "-F", "qcow2", "-b", base, top).succeeded();
    write(top, "write 5M 2M", "write -z 1M 1M");
    assertChecksAlike(top, 0);
    try (Qcow2Image image = Qcow2Image.open(top, OpenMode.READ_ONLY, Images.BACKEND)) {
      assertEquals(base.toString(), image.backingFile().orElseThrow());
      assertEquals("qcow2", image.backingFormat().orElseThrow());
    }
    try (Qcow2Image image = Qcow2Image.open(base, OpenMode.READ_WRITE, Images.BACKEND)) {
      assertEquals(5 << 20, image.node().require("b0").count());
      image.node().write(32 << 20, 65536);
    }
    assertChecksAlike(base, 0);
    QEMU_IMG.run("snapshot", "-d", "s2", base).succeeded();
    assertChecksAlike(base, 0);
  }

  @Test
  void repairsWhatQemuCallsALeak() throws IOException {
    Path image = folder.resolve("l.qcow2");
    QEMU_IMG.run("create", "-q", "-f", "qcow2", image, "32M").succeeded();
    QEMU_IMG.run("bitmap", "--add", image, "b0").succeeded();
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.seek(88);
      file.writeLong(0);
    }
    assertChecksAlike(image, 3);
    assertEquals(2, LeakRepair.repair(image).leakedClusters());
    assertChecksAlike(image, 0);
  }

  @Test
  void seesTheBitmapsThatACrashedQemuLeftInUse() throws IOException {
    Path image = folder.resolve("c.qcow2");
    QEMU_IMG.run("create", "-q", "-f", "qcow2", image, "32M").succeeded();
    QEMU_IMG.run("bitmap", "--add", "--disable", image, "b0").succeeded();
    QEMU_IO.run("-f", "qcow2", "-c", "abort", image);
    try (Qcow2Image opened = Qcow2Image.open(image, OpenMode.READ_WRITE, Images.BACKEND)) {
      assertTrue(opened.node().require("b0").isInconsistent());
      assertEquals(List.of(StoredBitmap.Flag.IN_USE), opened.storedBitmaps().get(0).flags());
      opened.node().remove("b0");
    }
    assertChecksAlike(image, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "512, 1, 512",
    "512, 64, 512",
    "4096, 2, 4096",
    "65536, 16, 512",
    "65536, 16, 1048576",
    "2097152, 32, 65536"
  })
  void writesWhatQemuReadsAndGoesOnRecordingInto(int cluster, int refcountBits, long granularity)
      throws IOException {
    Path path = folder.resolve("w.qcow2");
    long size = 64 << 20;
    Qcow2Image.create(
        path, CreateOptions.ofSize(size).withClusterSize(cluster).withRefcountBits(refcountBits));
    assertChecksAlike(path, 0);
    try (Qcow2Image image = Qcow2Image.open(path, OpenMode.READ_WRITE, Images.BACKEND)) {
      image.node().add(Images.persistent("b", granularity));
      image.node().write(1 << 20, 3 << 20);
      image.node().write(9 << 20, 1);
    }
    assertChecksAlike(path, 0);
    write(path, "write 32M 64k", "write 63M 1M");
    assertChecksAlike(path, 0);
    long expected = (3 << 20) + granularity + Math.max(granularity, 65536) + (1 << 20);
    try (Qcow2Image image = Qcow2Image.open(path, OpenMode.READ_WRITE, Images.BACKEND)) {
      assertEquals(expected, image.node().require("b").count());
      image.resize(96 << 20);
      image.node().write((96 << 20) - 1, 1);
    }
    assertChecksAlike(path, 0);
    String info = QEMU_IMG.run("info", "--output=json", path).succeeded().output();
    assertTrue(info.contains("\"virtual-size\": " + (96 << 20)), info);
    assertTrue(info.contains("\"granularity\": " + granularity), info);
    try (Qcow2Image image = Qcow2Image.open(path, OpenMode.READ_WRITE, Images.BACKEND)) {
      assertEquals(expected + granularity, image.node().require("b").count());
      image.node().remove("b");
    }
    assertChecksAlike(path, 0);
    write(path, "write 40M 2M");
    assertChecksAlike(path, 0);
  }
}
