package dev.dirtybench.qcow2.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.qcow2.format.Qcow2FormatException;
import dev.dirtybench.qcow2.format.Qcow2FormatException.Kind;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.qcow2.testsupport.Qemu;
import dev.dirtybench.qcow2.testsupport.QemuTools;
import dev.dirtybench.spi.Backends;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks of QEMU's that cannot be grown here without showing what is behind their end. */
class GrowingRefusalTest {
  private static final long MIB = 1 << 20;
  private static final long UNALIGNED = MIB + 4096 + 512;
  private static final int HEADER_SIZE_FIELD = 24;
  private static final String SECRET = "secret,id=key,data=none";

  @TempDir Path folder;
  private Path image;

  @BeforeEach
  void tools() {
    QemuTools.require(QemuTools.QEMU_IMG, QemuTools.QEMU_IO);
    image = folder.resolve("disk.qcow2");
  }

  @Test
  void refusesADiskThatEndsInAnEncryptedCluster() throws IOException {
    createEncrypted();
    writeEncrypted("write -P 1 1M 512");
    refused(2 * MIB, "the last cluster is encrypted");
  }

  @Test
  void growsAnEncryptedDiskThatHasNothingInItsLastCluster() throws IOException {
    createEncrypted();
    writeEncrypted("write -P 1 64k 64k");
    try (Qcow2Image open = open()) {
      open.resize(2 * MIB);
    }
    Qemu.img("check", "--object", SECRET, "--image-opts", unlocked());
    writeEncrypted("read -P 1 64k 64k");
    writeEncrypted("read -P 0 1M 1M");
  }

  private void createEncrypted() {
    // To make one with LUKS, QEMU measures the time that a processor takes, which fails at times.
    String options = "encrypt.format=aes,encrypt.key-secret=key";
    Qemu.img("create", "-f", "qcow2", "--object", SECRET, "-o", options, image, UNALIGNED);
  }

  private void writeEncrypted(String command) {
    Qemu.run(QemuTools.QEMU_IO, "--object", SECRET, "--image-opts", "-c", command, unlocked())
        .expect(0);
  }

  private String unlocked() {
    return "driver=qcow2,encrypt.key-secret=key,file.filename=" + image;
  }

  @Test
  void refusesADiskThatEndsInAClusterCompressedWithZstd() throws IOException {
    Qemu.img("create", "-f", "qcow2", "-o", "compression_type=zstd", image, UNALIGNED);
    Qemu.io(image, "write -c -P 1 1M 4608");
    refused(2 * MIB, "compressed with zstd");
  }

  @Test
  void refusesACompressedLastClusterThatHoldsSomethingBehindTheEnd() throws IOException {
    Qemu.img("create", "-f", "qcow2", image, 2 * MIB);
    Qemu.io(image, "write -c -P 1 1M 64k");
    cutTo(UNALIGNED);
    refused(2 * MIB, "the last cluster is compressed and holds something behind the disk's end");
  }

  @Test
  void refusesACompressedClusterBehindTheEnd() throws IOException {
    Qemu.img("create", "-f", "qcow2", image, 2 * MIB);
    Qemu.io(image, "write -c -P 1 1152k 64k");
    cutTo(UNALIGNED);
    refused(2 * MIB, "there is a compressed cluster behind the disk's end");
    // As long as it stays behind the end, it does no harm.
    try (Qcow2Image open = open()) {
      open.resize(MIB + 65536);
    }
    Qemu.io(image, "read -P 0 1M 64k");
  }

  /** Ends a disk earlier and leaves its clusters, as a writer may that only changes the header. */
  private void cutTo(long size) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.seek(HEADER_SIZE_FIELD);
      file.writeLong(size);
    }
  }

  private void refused(long newSize, String reason) throws IOException {
    byte[] before = Files.readAllBytes(image);
    try (Qcow2Image open = open()) {
      Qcow2FormatException e = assertThrows(Qcow2FormatException.class, () -> open.resize(newSize));
      assertEquals(Kind.UNSUPPORTED_FEATURE, e.kind());
      assertTrue(e.getMessage().contains(reason), e.getMessage());
      assertTrue(e.getMessage().contains("qemu-img"), e.getMessage());
      assertEquals(UNALIGNED, open.node().size());
      assertEquals(UNALIGNED, open.header().size());
    }
    assertArrayEquals(before, Files.readAllBytes(image), "the image has changed");
  }

  private Qcow2Image open() throws IOException {
    return Qcow2Image.open(image, OpenMode.READ_WRITE, Backends.load().require("hbitmap"));
  }
}
