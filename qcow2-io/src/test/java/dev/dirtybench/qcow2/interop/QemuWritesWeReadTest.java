package dev.dirtybench.qcow2.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.qcow2.testsupport.MemoryFolder;
import dev.dirtybench.qcow2.testsupport.Qemu;
import dev.dirtybench.qcow2.testsupport.QemuTools;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bitmaps that QEMU has written are read as QEMU reads them, in images of every kind. */
@Tag("qemu")
class QemuWritesWeReadTest {
  private static final String[] WRITES = {
    "write -P 1 1M 64k",
    "write -P 2 5M 100k",
    "write -P 3 9M 512",
    "write -z 3M 4k",
    "discard 7M 64k",
    "write -P 4 777216 512"
  };

  private static Judge judge;

  @TempDir(factory = MemoryFolder.class)
  Path folder;

  @BeforeAll
  static void start() throws IOException {
    judge = Judge.start();
  }

  @AfterAll
  static void stop() throws IOException {
    if (judge != null) {
      judge.close();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.dirtybench.qcow2.interop.ImageKind#all")
  void readsBitmapsInImagesOfAnyKind(ImageKind kind) throws IOException {
    Path image = kind.create(folder);
    addBitmapsOfManyGranularities(image);
    Qemu.io(image, WRITES);
    if (kind.allowsSnapshots()) {
      Qemu.img("snapshot", "-c", "first", image);
      Qemu.io(image, "write -P 9 2M 70k");
    }
    judge.agrees(image);
    assertTrue(Judge.extents(image, "g512").size() >= 6);
    assertEquals(List.of(), Judge.extents(image, "disabled"));
  }

  @ParameterizedTest
  @MethodSource("dev.dirtybench.qcow2.interop.ImageKind#all")
  void changesImagesOfAnyKindAndQemuGoesOnRecording(ImageKind kind) throws IOException {
    Path image = kind.create(folder);
    addBitmapsOfManyGranularities(image);
    Qemu.io(image, WRITES);
    if (kind.allowsSnapshots()) {
      Qemu.img("snapshot", "-c", "first", image);
    }
    Images.change(
        image,
        (open, node) -> {
          node.write(4 * Images.MIB, 3 * Images.KIB);
          node.remove("g2M");
          node.merge("disabled", "g512");
          Images.add(node, "ours", 4 * Images.KIB).bits().setDirty(0, ImageKind.SIZE);
        });
    judge.agrees(image);
    assertEquals(Judge.dirty(0, ImageKind.SIZE), Judge.extents(image, "ours"));

    Qemu.io(image, "write -P 5 8M 512");
    judge.agrees(image);
    assertTrue(
        Judge.extents(image, "g512")
            .containsAll(Judge.dirty(4 * Images.MIB, 3 * Images.KIB, 8 * Images.MIB, 512)));
  }

  private static void addBitmapsOfManyGranularities(Path image) {
    for (String granularity : new String[] {"512", "4k", "64k", "2M"}) {
      Qemu.img("bitmap", "--add", "-g", granularity, image, "g" + granularity);
    }
    Qemu.img("bitmap", "--add", "--disable", "-g", "64k", image, "disabled");
  }

  @Test
  void readsAnImageWithCompressedClusters() throws IOException {
    Path source = folder.resolve("source.qcow2");
    Qemu.img("create", "-q", "-f", "qcow2", source, "4M");
    Qemu.img("bitmap", "--add", source, "x");
    Qemu.io(source, "write -P 1 1M 300k");
    Path image = folder.resolve("compressed.qcow2");
    Qemu.img("convert", "-c", "--bitmaps", "-O", "qcow2", source, image);
    judge.agrees(image);
    Images.change(image, (open, node) -> node.write(3 * Images.MIB, 512));
    judge.agrees(image);
    assertEquals(
        Judge.dirty(Images.MIB, 320 * Images.KIB, 3 * Images.MIB, 64 * Images.KIB),
        Judge.extents(image, "x"));
  }

  @Test
  void readsAnEncryptedImageWithoutItsKey() throws IOException {
    Path image = folder.resolve("luks.qcow2");
    String secret = "secret,id=s0,data=open";
    createEncrypted(image, secret);
    String options = "driver=qcow2,encrypt.key-secret=s0,file.filename=" + image;
    Qemu.img("bitmap", "--add", "--object", secret, "--image-opts", options, "x");
    Images.change(
        image,
        (open, node) -> {
          node.write(Images.MIB, 512);
          Images.add(node, "y", 512);
        });
    Qemu.img("check", "--object", secret, "--image-opts", options);
    Qemu.img("bitmap", "--merge", "x", "--object", secret, "--image-opts", options, "y");
    assertEquals(Judge.dirty(Images.MIB, 64 * Images.KIB), Judge.extents(image, "y"));
    Qemu.img("check", "--object", secret, "--image-opts", options);
  }

  /** qemu-img first measures how fast it hashes, and gives up where the clock is too coarse. */
  private static void createEncrypted(Path image, String secret) throws IOException {
    QemuTools.Result result;
    int attempt = 0;
    do {
      result =
          QemuTools.QEMU_IMG.run(
              "create",
              "-q",
              "-f",
              "qcow2",
              "--object",
              secret,
              "-o",
              "encrypt.format=luks,encrypt.key-secret=s0,encrypt.iter-time=100",
              image,
              "4M");
    } while (result.output().contains("Unable to get accurate CPU usage") && ++attempt < 50);
    result.succeeded();
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 64 * Images.KIB})
  void findsTheExtensionsRightAfterAHeaderOf104Bytes(int clusterSize) throws IOException {
    Path image = folder.resolve("short.qcow2");
    Qemu.img("create", "-q", "-f", "qcow2", "-o", "cluster_size=" + clusterSize, image, "1M");
    Qemu.img("bitmap", "--add", "-g", "64k", image, "x");
    Qemu.io(image, "write 64k 512");
    shortenHeader(image);
    judge.agrees(image);
    assertEquals(Judge.dirty(64 * Images.KIB, 64 * Images.KIB), Judge.extents(image, "x"));

    Images.change(image, (open, node) -> node.write(512 * Images.KIB, 1));
    try (Qcow2Image open = Images.openReadOnly(image)) {
      assertEquals(104, open.header().headerLength());
    }
    judge.agrees(image);
  }

  private static void shortenHeader(Path image) throws IOException {
    try (FileChannel file =
        FileChannel.open(image, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer header = ByteBuffer.allocate(512);
      file.read(header, 0);
      int extensionsEnd = 512;
      header.putInt(100, 104);
      ByteBuffer shorter = ByteBuffer.allocate(512);
      shorter.put(0, header, 0, 104);
      shorter.put(104, header, 112, extensionsEnd - 112);
      file.write(shorter, 0);
      // What follows in a larger cluster moves too.
      if (header.getInt(20) > 9) {
        ByteBuffer rest = ByteBuffer.allocate(512);
        file.read(rest, 512);
        file.write(rest.flip(), 504);
      }
    }
  }

  @Test
  void showsBitmapsLeftInUseAsQemuDoes() throws IOException {
    Path image = folder.resolve("crashed.qcow2");
    Qemu.img("create", "-q", "-f", "qcow2", image, "4M");
    addBitmapsOfManyGranularities(image);
    Qemu.io(image, WRITES[0]);
    Qemu.crash(image);
    judge.agrees(image);
    try (Qcow2Image open = Images.openReadOnly(image)) {
      assertTrue(open.node().query().stream().allMatch(one -> one.inconsistent()));
    }
  }

  @Test
  void ignoresBitmapsThatAnOlderFormatHasMadeInvalid() throws IOException {
    Path image = folder.resolve("old.qcow2");
    Qemu.img("create", "-q", "-f", "qcow2", image, "4M");
    Qemu.img("bitmap", "--add", image, "x");
    Qemu.img("amend", "-o", "compat=0.10", image);
    judge.agreesOnBitmaps(image);
    try (Qcow2Image open = Images.openReadOnly(image)) {
      assertEquals(List.of(), open.node().query());
      assertEquals(1, open.warnings().size());
    }
  }
}
