package dev.dirtybench.qcow2.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dirtybench.dirty.BitmapRefusedException;
import dev.dirtybench.dirty.MergeSource;
import dev.dirtybench.dirty.UnknownBitmapException;
import dev.dirtybench.qcow2.image.CreateOptions;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.qcow2.testsupport.MemoryFolder;
import dev.dirtybench.qcow2.testsupport.Qemu;
import dev.dirtybench.qcow2.testsupport.QemuTools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What qemu-img bitmap does: by qemu-img on our images, and by us on qemu-img's. */
@Tag("qemu")
class QemuImgBitmapTest {
  private Judge judge;
  private Path ours;
  private Path theirs;

  @TempDir(factory = MemoryFolder.class)
  Path folder;

  @BeforeEach
  void makeImages() throws IOException {
    judge = Judge.start();
    ours = folder.resolve("ours.qcow2");
    theirs = folder.resolve("theirs.qcow2");
    Qcow2Image.create(ours, CreateOptions.ofSize(10 * Images.MIB));
    Qemu.img("create", "-q", "-f", "qcow2", theirs, "10M");
  }

  @AfterEach
  void stop() throws IOException {
    if (judge != null) {
      judge.close();
    }
  }

  private void qemuImg(String name, String... options) {
    List<Object> arguments = new ArrayList<>(List.of("bitmap"));
    arguments.addAll(List.of(options));
    arguments.add(ours);
    arguments.add(name);
    Qemu.img(arguments.toArray());
  }

  /** QEMU's work on our image and ours on QEMU's have come to the same. */
  private void same() throws IOException {
    judge.agrees(ours);
    judge.agrees(theirs);
    assertEquals(Qemu.infoBitmaps(ours), Qemu.infoBitmaps(theirs));
    for (var bitmap : Qemu.infoBitmaps(ours)) {
      assertEquals(
          Judge.extents(ours, bitmap.name()), Judge.extents(theirs, bitmap.name()), bitmap.name());
    }
  }

  @Test
  void everyActionComesToTheSameFromBothSides() throws IOException {
    qemuImg("b0", "--add");
    qemuImg("b1", "--add", "--disable", "-g", "512");
    qemuImg("b2", "--add", "-g", "2M");
    // One at a time: what is added together is stored newest first.
    Images.change(
        theirs, (image, node) -> Images.add(node, "b0", (int) node.defaultGranularity().bytes()));
    Images.change(theirs, (image, node) -> Images.addDisabled(node, "b1", 512));
    Images.change(theirs, (image, node) -> Images.add(node, "b2", 2 << 20));
    same();

    Qemu.io(ours, "write 1M 64k", "write 5M 100k");
    Images.change(
        theirs,
        (image, node) -> {
          node.write(Images.MIB, 64 << 10);
          node.write(5 * Images.MIB, 100 << 10);
        });
    same();

    qemuImg("b1", "--merge", "b0", "--enable");
    qemuImg("b0", "--clear", "--disable");
    Images.change(
        theirs,
        (image, node) -> {
          node.merge("b1", "b0");
          node.enable("b1");
          node.clear("b0");
          node.disable("b0");
        });
    same();

    Qemu.io(ours, "write 9M 1k");
    Images.change(theirs, (image, node) -> node.write(9 * Images.MIB, 1 << 10));
    same();

    qemuImg("b2", "--remove", "--add", "-g", "4k", "--merge", "b1");
    Images.change(
        theirs,
        (image, node) -> {
          node.remove("b2");
          Images.add(node, "b2", 4 << 10);
          node.merge("b2", "b1");
        });
    same();

    for (String name : List.of("b0", "b1", "b2")) {
      qemuImg(name, "--remove");
      Images.change(theirs, (image, node) -> node.remove(name));
      same();
    }
  }

  @Test
  void mergesABitmapOfAnotherFile() throws IOException {
    Path source = folder.resolve("source.qcow2");
    Qemu.img("create", "-q", "-f", "qcow2", source, "10M");
    Qemu.img("bitmap", "--add", "-g", "64k", source, "s");
    Qemu.io(source, "write 3M 1k", "write 7M 1M");
    qemuImg("t", "--add", "-g", "512");
    qemuImg("t", "--merge", "s", "-b", source.toString(), "-F", "qcow2");
    Images.change(
        theirs,
        (image, node) -> {
          try (Qcow2Image other = Images.openReadOnly(source)) {
            Images.add(node, "t", 512);
            node.merge("t", List.of(new MergeSource(other.node(), "s")));
          }
        });
    same();
  }

  @Test
  void convertCopiesOurBitmaps() throws IOException {
    Images.change(
        ours,
        (image, node) -> {
          Images.add(node, "x", 4096);
          Images.addDisabled(node, "y", 512);
          node.write(2 * Images.MIB, 5000);
          node.merge("y", "x");
        });
    Path copy = folder.resolve("copy.qcow2");
    Qemu.img("convert", "--bitmaps", "-O", "qcow2", ours, copy);
    judge.agrees(copy);
    for (String name : List.of("x", "y")) {
      assertEquals(Judge.dirty(2 * Images.MIB, 8192), Judge.extents(copy, name));
    }

    Images.crash(ours);
    Qemu.run(
            QemuTools.QEMU_IMG,
            "convert",
            "--bitmaps",
            "-O",
            "qcow2",
            ours,
            folder.resolve("no.qcow2"))
        .expect(1);
    Path skipped = folder.resolve("skipped.qcow2");
    Qemu.img("convert", "--bitmaps", "--skip-broken-bitmaps", "-O", "qcow2", ours, skipped);
    assertEquals(List.of(), Qemu.infoBitmaps(skipped));
  }

  @Test
  void anInconsistentBitmapCanOnlyBeRemoved() throws IOException {
    Qemu.img("bitmap", "--add", theirs, "x");
    Qemu.crash(theirs);
    Images.change(
        theirs,
        (image, node) -> {
          assertThrows(BitmapRefusedException.class, () -> node.clear("x"));
          assertThrows(BitmapRefusedException.class, () -> node.enable("x"));
          assertThrows(BitmapRefusedException.class, () -> node.disable("x"));
          Images.add(node, "other", 4096);
          assertThrows(BitmapRefusedException.class, () -> node.merge("other", "x"));
          assertThrows(BitmapRefusedException.class, () -> image.resize(11 * Images.MIB));
        });
    judge.agrees(theirs);
    for (String option : List.of("--clear", "--enable", "--disable")) {
      Qemu.run(QemuTools.QEMU_IMG, "bitmap", option, theirs, "x").expect(1);
    }
    Images.change(theirs, (image, node) -> node.remove("x"));
    judge.agrees(theirs);
  }

  @Test
  void refusesWhatQemuImgRefuses() throws IOException {
    Map<String, String[]> refused =
        Map.of(
            "x",
            new String[] {"--add"},
            "unknown",
            new String[] {"--clear"},
            "",
            new String[] {"--add"},
            "n".repeat(1024),
            new String[] {"--add"},
            "small",
            new String[] {"--add", "-g", "256"},
            "odd",
            new String[] {"--add", "-g", "768"});
    qemuImg("x", "--add");
    refused.forEach(
        (name, options) -> {
          List<Object> arguments = new ArrayList<>(List.of("bitmap"));
          arguments.addAll(List.of(options));
          arguments.addAll(List.of(ours, name));
          Qemu.run(QemuTools.QEMU_IMG, arguments.toArray()).expect(1);
        });
    Images.change(
        ours,
        (image, node) -> {
          for (String name : List.of("x", "", "n".repeat(1024))) {
            assertThrows(IllegalArgumentException.class, () -> Images.add(node, name, 4096));
          }
          assertThrows(UnknownBitmapException.class, () -> node.clear("unknown"));
          assertThrows(IllegalArgumentException.class, () -> Images.add(node, "small", 256));
          assertThrows(IllegalArgumentException.class, () -> Images.add(node, "odd", 768));
        });
    judge.agrees(ours);
  }
}
