package dev.dirtybench.qcow2.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dirtybench.dirty.BitmapNode;
import dev.dirtybench.dirty.BitmapRefusedException;
import dev.dirtybench.dirty.BitmapTransaction;
import dev.dirtybench.dirty.MergeSource;
import dev.dirtybench.qcow2.image.CreateOptions;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.qcow2.testsupport.MemoryFolder;
import dev.dirtybench.qcow2.testsupport.Qemu;
import dev.dirtybench.qcow2.testsupport.QmpException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scenarios of several images: snapshots, commits, merges and transactions across them. */
@Tag("qemu")
class BackingChainTest {
  private Judge judge;
  private Path base;
  private Path top;

  @TempDir(factory = MemoryFolder.class)
  Path folder;

  @BeforeEach
  void makeAChain() throws IOException {
    judge = Judge.start();
    base = folder.resolve("base.qcow2");
    top = folder.resolve("top.qcow2");
    CreateOptions options = CreateOptions.ofSize(4 * Images.MIB);
    Qcow2Image.create(base, options);
    Qcow2Image.create(top, options.withBacking("base.qcow2", "qcow2"));
  }

  @AfterEach
  void stop() throws IOException {
    if (judge != null) {
      judge.close();
    }
  }

  /** The behaviour that iotest 254 checks. */
  @Test
  void aSnapshotCopiesOrMovesBitmapsToTheNewTop() throws IOException {
    try (Qcow2Image lower = Images.open(base);
        Qcow2Image upper = Images.open(top)) {
      BitmapNode from = lower.node();
      BitmapNode to = upper.node();
      from.add(Images.transientSpec("transient", 64 << 10));
      Images.add(from, "copied", 64 << 10);
      Images.add(from, "moved", 64 << 10);
      from.write(Images.MIB, 512);

      BitmapTransaction transaction = new BitmapTransaction();
      transaction.add(to, Images.transientSpec("transient", 64 << 10));
      for (String name : List.of("copied", "moved")) {
        transaction.add(to, Images.persistent(name, 64 << 10));
      }
      for (String name : List.of("transient", "copied", "moved")) {
        transaction.merge(to, name, List.of(new MergeSource(from, name)));
      }
      transaction.remove(from, "moved").run();
      to.write(2 * Images.MIB, 512);
      assertEquals(131072, to.require("transient").count());
      assertEquals(65536, from.require("transient").count());
    }
    judge.agrees(base);
    judge.agrees(top);
    assertEquals(Judge.dirty(Images.MIB, 65536), Judge.extents(base, "copied"));
    assertEquals(1, Qemu.infoBitmaps(base).size());
    for (String name : List.of("copied", "moved")) {
      assertEquals(Judge.dirty(Images.MIB, 65536, 2 * Images.MIB, 65536), Judge.extents(top, name));
    }
  }

  /** The behaviour that iotest 260 checks. */
  @Test
  void aCommitIsRecordedByTheBitmapOfTheBase() throws IOException {
    Images.change(
        base,
        (image, node) -> {
          Images.add(node, "x", 64 << 10);
          node.write(0, 65536);
        });
    Qemu.io(top, "write 1M 64k");
    Qemu.img("commit", "-q", top);
    judge.agrees(base);
    assertEquals(Judge.dirty(0, 65536, Images.MIB, 65536), Judge.extents(base, "x"));

    // Once more after a restart.
    Images.change(base, (image, node) -> node.write(2 * Images.MIB, 1));
    Qemu.io(top, "write 3M 64k");
    Qemu.img("commit", "-q", top);
    judge.agrees(base);
    assertEquals(4, Judge.extents(base, "x").size());
  }

  /** The behaviour that the iotest remove-bitmap-from-backing checks. */
  @Test
  void aBitmapOfAReadOnlyBaseIsRemovedAfterReopening() throws IOException {
    Images.change(base, (image, node) -> Images.add(node, "x", 64 << 10));
    try (Qcow2Image image = Images.openReadOnly(base)) {
      BitmapRefusedException refused =
          assertThrows(BitmapRefusedException.class, () -> image.node().remove("x"));
      judge.daemon().openReadOnly("q", base);
      assertEquals(
          assertThrows(
                  QmpException.class,
                  () ->
                      judge
                          .daemon()
                          .qmp()
                          .run("block-dirty-bitmap-remove", Map.of("node", "q", "name", "x")))
              .getMessage(),
          refused.getMessage());
      judge.daemon().close("q");
      image.reopen(OpenMode.READ_WRITE);
      image.node().remove("x");
      image.reopen(OpenMode.READ_ONLY);
      assertEquals(List.of(), Qemu.infoBitmaps(base));
    }
    judge.agrees(base);
  }

  /** The behaviour that iotest 236 checks. */
  @Test
  void mergesAndAbortedTransactionsComeToTheSameAsInTheDaemon() throws IOException {
    Path theirs = folder.resolve("theirs.qcow2");
    Qemu.img("create", "-q", "-f", "qcow2", theirs, "4M");
    try (TwinDisks.Daemon daemon = new TwinDisks.Daemon();
        TwinDisks disks = new TwinDisks(daemon, base, theirs)) {
      add(disks, "b");
      for (long cluster : new long[] {0, 1, 2, 3}) {
        write(disks, cluster);
      }
      add(disks, "c");
      disable(disks, "b");
      for (long cluster : new long[] {0, 4, 5, 6, 7, 8}) {
        write(disks, cluster);
      }
      disable(disks, "c");
      add(disks, "a");
      disks.agree();

      BitmapNode node = disks.node();
      BitmapTransaction aborted =
          new BitmapTransaction()
              .merge(node, "a", List.of(new MergeSource(node, "b"), new MergeSource(node, "c")))
              .disable(node, "a")
              .clear(node, "b")
              .abort();
      disks.both(
          aborted::run,
          "transaction",
          Map.of(
              "actions",
              List.of(
                  action("block-dirty-bitmap-merge", merge()),
                  action("block-dirty-bitmap-disable", named("a")),
                  action("block-dirty-bitmap-clear", named("b")),
                  action("abort", Map.of()))));
      disks.agree();
      assertEquals(0, node.require("a").count());
      assertEquals(4 * 65536, node.require("b").count());

      disks.both(() -> node.merge("a", "b", "c"), "block-dirty-bitmap-merge", merge());
      disks.agree();
      assertEquals(9 * 65536, node.require("a").count());
      disks.exchange();
    }
  }

  private static void add(TwinDisks disks, String name) throws IOException {
    disks.both(
        () -> Images.add(disks.node(), name, 65536),
        "block-dirty-bitmap-add",
        Map.of("node", TwinDisks.NODE, "name", name, "granularity", 65536, "persistent", true));
  }

  private static void write(TwinDisks disks, long cluster) throws IOException {
    disks.guest(
        () -> disks.node().write(cluster * 65536, 65536),
        guest -> guest.write(cluster * 65536, 65536));
  }

  private static void disable(TwinDisks disks, String name) throws IOException {
    disks.both(() -> disks.node().disable(name), "block-dirty-bitmap-disable", named(name));
  }

  private static Map<String, Object> merge() {
    return Map.of("node", TwinDisks.NODE, "target", "a", "bitmaps", List.of("b", "c"));
  }

  private static Map<String, Object> named(String name) {
    return Map.of("node", TwinDisks.NODE, "name", name);
  }

  private static Map<String, Object> action(String type, Map<String, Object> data) {
    return Map.of("type", type, "data", data);
  }
}
