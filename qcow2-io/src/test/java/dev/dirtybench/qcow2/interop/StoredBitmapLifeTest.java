package dev.dirtybench.qcow2.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dirtybench.dirty.Access;
import dev.dirtybench.dirty.BitmapHold;
import dev.dirtybench.dirty.BitmapRefusedException;
import dev.dirtybench.dirty.WriteRefusedException;
import dev.dirtybench.qcow2.format.Qcow2FormatException;
import dev.dirtybench.qcow2.image.CreateOptions;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.qcow2.testsupport.InfoBitmap;
import dev.dirtybench.qcow2.testsupport.MemoryFolder;
import dev.dirtybench.qcow2.testsupport.Qemu;
import dev.dirtybench.qcow2.testsupport.QemuTools;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scenarios of one image: restarts, reopening, flags, resizing, removal. */
@Tag("qemu")
class StoredBitmapLifeTest {
  private Judge judge;
  private Path path;

  @TempDir(factory = MemoryFolder.class)
  Path folder;

  @BeforeEach
  void makeAnImage() throws IOException {
    judge = Judge.start();
    path = folder.resolve("image.qcow2");
    Qcow2Image.create(path, CreateOptions.ofSize(16 * Images.MIB));
  }

  @AfterEach
  void stop() throws IOException {
    if (judge != null) {
      judge.close();
    }
  }

  /** The behaviour that iotest 165 checks. */
  @Test
  void aPersistentBitmapSurvivesRestartsAndRecordsOn() throws IOException {
    String first = recordInBoth(0x100000, 0x10000, 0x200000, 0x20000);
    // A read-only start loses nothing and lets nothing be changed.
    byte[] before = Files.readAllBytes(path);
    try (Qcow2Image image = Images.openReadOnly(path)) {
      assertEquals(first, image.node().require("x").sha256());
      assertThrows(WriteRefusedException.class, () -> image.node().write(0, 512));
      assertThrows(BitmapRefusedException.class, () -> image.node().clear("x"));
    }
    assertArrayEquals(before, Files.readAllBytes(path));

    // Reopened for writing it records on, and only then.
    try (Qcow2Image image = Images.openReadOnly(path)) {
      image.reopen(OpenMode.READ_WRITE);
      image.node().write(0x500000, 0x10000);
      image.node().write(0x900000, 0x30000);
    }
    judge.agrees(path);
    judge.daemon().openReadOnly("q", path);
    judge.daemon().reopen("q", false);
    assertNotEquals(first, judge.daemon().sha256("q", "x"));
    judge.daemon().close("q");
    judge.agrees(path);
  }

  private String recordInBoth(long... regions) throws IOException {
    Path theirs = folder.resolve("theirs.qcow2");
    Qemu.img("create", "-q", "-f", "qcow2", theirs, "16M");
    Qemu.img("bitmap", "--add", "-g", "512", theirs, "x");
    Images.change(path, (image, node) -> Images.add(node, "x", 512));
    for (int i = 0; i < regions.length; i += 2) {
      int at = i;
      Images.change(path, (image, node) -> node.write(regions[at], regions[at + 1]));
      Qemu.io(theirs, "write " + regions[i] + " " + regions[i + 1]);
    }
    judge.agrees(path);
    judge.agrees(theirs);
    assertEquals(Judge.extents(theirs, "x"), Judge.extents(path, "x"));
    try (Qcow2Image image = Images.openReadOnly(path)) {
      return image.node().require("x").sha256();
    }
  }

  @Test
  void aBitmapThatWasNeverStoredIsRemovedFromAReadOnlyImage() throws IOException {
    try (Qcow2Image image = Images.openReadOnly(path)) {
      Images.add(image.node(), "x", 4096);
      image.node().remove("x");
      assertEquals(List.of(), image.node().query());
    }
  }

  /** The behaviour that iotest 242 checks. */
  @Test
  void infoShowsFlagsAndAnUnknownFlagMakesTheImageUnreadable() throws IOException {
    assertEquals(List.of(), Qemu.infoBitmaps(path));
    Images.change(
        path,
        (image, node) -> {
          Images.add(node, "on", 32 << 10);
          Images.addDisabled(node, "off", 64 << 10);
          // What is being added is not yet on the disk.
          assertEquals(List.of(), Qemu.infoBitmaps(path));
        });
    assertEquals(
        List.of(
            new InfoBitmap("off", 64 << 10, List.of()),
            new InfoBitmap("on", 32 << 10, List.of("auto"))),
        Qemu.infoBitmaps(path));
    try (Qcow2Image image = Images.open(path)) {
      assertEquals(
          List.of(
              new InfoBitmap("off", 64 << 10, List.of("in-use")),
              new InfoBitmap("on", 32 << 10, List.of("in-use", "auto"))),
          Qemu.infoBitmaps(path));
      assertEquals(
          Qemu.infoBitmaps(path), image.storedBitmaps().stream().map(InfoBitmap::of).toList());
    }

    flipDirectoryFlag();
    Qemu.run(QemuTools.QEMU_IMG, "info", path).expect(1);
    assertThrows(Qcow2FormatException.class, () -> Images.openReadOnly(path));
    flipDirectoryFlag();
    judge.agrees(path);
  }

  private void flipDirectoryFlag() throws IOException {
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer cluster = ByteBuffer.allocate(64 << 10);
      file.read(cluster, 0);
      int extension = 104;
      while (cluster.getInt(extension) != 0x23852875) {
        extension += 8;
      }
      long flags = cluster.getLong(extension + 24) + 12;
      ByteBuffer word = ByteBuffer.allocate(4);
      file.read(word, flags);
      word.putInt(0, word.getInt(0) ^ 4);
      file.write(word.flip(), flags);
    }
  }

  /** The behaviour that iotest 246 checks. */
  @Test
  void bitmapsOfEveryGranularityFollowTheSizeOfALargeDisk() throws IOException {
    Path large = folder.resolve("large.qcow2");
    long gib = 1L << 30;
    Qcow2Image.create(large, CreateOptions.ofSize(64 * gib));
    Images.change(
        large,
        (image, node) -> {
          Images.add(node, "small", 16 << 10);
          Images.add(node, "medium", 64 << 10);
          Images.add(node, "large", 1 << 27);
          node.add(Images.transientSpec("transient", 64 << 10));
          image.resize(70 * gib);
          node.write(69 * gib, 512);
        });
    judge.agrees(large);
    Images.change(
        large,
        (image, node) ->
            assertThrows(IllegalArgumentException.class, () -> image.resize(50 * gib)));
    Qemu.img("resize", "-q", "--shrink", large, "50G");
    judge.agrees(large);
    assertEquals(List.of(), Judge.extents(large, "small"));
    Images.change(
        large,
        (image, node) -> {
          image.resize(51 * gib);
          node.write(51 * gib - 512, 512);
        });
    judge.agrees(large);
    Images.change(
        large,
        (image, node) -> {
          for (String name : List.of("small", "medium", "large")) {
            node.remove(name);
          }
        });
    judge.agrees(large);
  }

  /** The behaviour that iotest 299 checks. */
  @Test
  void closingWhileABitmapIsExportedStoresIt() throws IOException {
    Qcow2Image image = Images.open(path);
    Images.add(image.node(), "x", 4096);
    image.node().write(Images.MIB, 1);
    BitmapHold hold =
        BitmapHold.export(image.node(), "x", Access.READ_WRITE, BitmapHold.ExportLookup.BARE_NAME);
    image.close();
    hold.close();
    judge.agrees(path);

    judge.daemon().open("q", path);
    judge.daemon().exportBitmap("e", "q", "x");
    judge.daemon().quit();
    assertEquals(Judge.dirty(Images.MIB, 4096), Judge.extents(path, "x"));
    Qemu.requireSound(path);
  }

  /** The behaviour that iotest 303 checks. */
  @Test
  void theDirectoryListsBitmapsOfSeveralGranularities() throws IOException {
    Images.change(
        path,
        (image, node) -> {
          Images.add(node, "bitmap-1", 32 << 10);
          node.write(Images.MIB, Images.MIB);
          node.write(5 * Images.MIB, 2 * Images.MIB);
        });
    Images.change(path, (image, node) -> Images.addDisabled(node, "bitmap-2", 64 << 10));
    judge.agrees(path);
    assertEquals(
        Judge.dirty(Images.MIB, Images.MIB, 5 * Images.MIB, 2 * Images.MIB),
        Judge.extents(path, "bitmap-1"));
    assertEquals(List.of(), Judge.extents(path, "bitmap-2"));
  }

  /** The behaviour that iotest 304 checks. */
  @Test
  void aDiskThatEndsInsideAGranuleIsRecordedToItsEnd() throws IOException {
    Path odd = folder.resolve("odd.qcow2");
    long size = 64 * Images.KIB + 4608;
    Qcow2Image.create(odd, CreateOptions.ofSize(size));
    Images.change(odd, (image, node) -> Images.add(node, "x", 4096));
    Qemu.io(odd, "write 0 " + size);
    judge.agrees(odd);
    assertEquals(Judge.dirty(0, size), Judge.extents(odd, "x"));
  }
}
