package dev.dirtybench.qcow2.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.dirty.BitmapNode;
import dev.dirtybench.qcow2.image.CreateOptions;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.qcow2.testsupport.MemoryFolder;
import dev.dirtybench.qcow2.testsupport.Qemu;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Images and bitmaps that we write are sound to QEMU, which reads them and goes on recording. */
@Tag("qemu")
class WeWriteQemuReadsTest {
  private static final long SIZE = 12 * Images.MIB + 1536;
  private static final int[] GRANULARITIES = {512, 4 << 10, 64 << 10, 2 << 20};

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

  static Stream<CreateOptions> optionsOfAnyKind() {
    CreateOptions base = CreateOptions.ofSize(SIZE);
    return Stream.of(
        base,
        base.withClusterSize(512),
        base.withClusterSize(512).withRefcountBits(1),
        base.withClusterSize(512).withRefcountBits(64),
        base.withClusterSize(1 << 10).withRefcountBits(2),
        base.withClusterSize(4 << 10).withRefcountBits(4),
        base.withClusterSize(4 << 10).withRefcountBits(8),
        base.withClusterSize(32 << 10).withRefcountBits(32),
        base.withClusterSize(1 << 20),
        base.withClusterSize(2 << 20).withRefcountBits(1),
        base.withClusterSize(2 << 20).withRefcountBits(64));
  }

  @ParameterizedTest
  @MethodSource("optionsOfAnyKind")
  void qemuReadsOurImagesAndGoesOnRecording(CreateOptions options) throws IOException {
    Path image = folder.resolve("ours.qcow2");
    Qcow2Image.create(image, options);
    judge.agrees(image);
    Images.change(
        image,
        (open, node) -> {
          for (int granularity : GRANULARITIES) {
            Images.add(node, "g" + granularity, granularity);
          }
          Images.addDisabled(node, "disabled", 64 << 10);
          Images.addDisabled(node, "full", 512).bits().setDirty(0, SIZE);
          scatter(node, new Random(7));
        });
    judge.agrees(image);
    assertEquals(Judge.dirty(0, SIZE), Judge.extents(image, "full"));
    assertEquals(List.of(), Judge.extents(image, "disabled"));

    Qemu.io(image, "write -P 1 3M 70k", "discard 9M 64k");
    judge.agrees(image);
    Images.change(
        image,
        (open, node) -> {
          node.clear("g512");
          node.write(SIZE - 1, 1);
        });
    judge.agrees(image);
    assertEquals(Judge.dirty(SIZE - 512, 512), Judge.extents(image, "g512"));

    Images.change(
        image,
        (open, node) -> {
          for (String name : List.of("full", "disabled", "g512", "g4096", "g65536", "g2097152")) {
            node.remove(name);
          }
        });
    judge.agrees(image);
    try (Qcow2Image open = Images.openReadOnly(image)) {
      assertEquals(0, open.header().autoclearFeatures());
    }
  }

  private static void scatter(BitmapNode node, Random random) {
    for (int i = 0; i < 40; i++) {
      long offset = random.nextLong(SIZE);
      node.write(offset, Math.min(SIZE - offset, 1 + random.nextInt(100_000)));
    }
  }

  @Test
  void qemuReadsAnImageThatWeHaveResizedAgainAndAgain() throws IOException {
    Path image = folder.resolve("grown.qcow2");
    Qcow2Image.create(image, CreateOptions.ofSize(Images.MIB).withClusterSize(512));
    Images.change(image, (open, node) -> Images.add(node, "x", 512));
    for (long size = 2 * Images.MIB; size <= 64 * Images.MIB; size *= 2) {
      long grown = size;
      Images.change(
          image,
          (open, node) -> {
            open.resize(grown);
            node.write(grown - 512, 512);
          });
      judge.agrees(image);
    }
    Qemu.io(image, "write 63M 512");
    judge.agrees(image);
    assertEquals(7, Judge.extents(image, "x").size());
  }

  @Test
  void qemuReadsTheBackingFileThatWeName() throws IOException {
    Path base = folder.resolve("base.qcow2");
    Path top = folder.resolve("top.qcow2");
    Qcow2Image.create(base, CreateOptions.ofSize(Images.MIB));
    Qemu.io(base, "write -P 7 0 64k");
    Qcow2Image.create(top, CreateOptions.ofSize(Images.MIB).withBacking("base.qcow2", "qcow2"));
    Images.change(top, (open, node) -> Images.add(node, "x", 512));
    Qemu.io(top, "read -P 7 0 64k", "write -P 8 4k 512");
    judge.agrees(top);
    assertEquals(Judge.dirty(4096, 512), Judge.extents(top, "x"));
  }

  @Test
  void manyBitmapsAndLongNamesAreReadByQemu() throws IOException {
    Path image = folder.resolve("many.qcow2");
    Qcow2Image.create(image, CreateOptions.ofSize(Images.MIB).withClusterSize(512));
    String longest = "n".repeat(1023);
    Images.change(
        image,
        (open, node) -> {
          for (int i = 0; i < 100; i++) {
            Images.add(node, "bitmap " + i + " \u00e4\u4e2d", 4096);
            node.write(i * 4096L, 4096);
          }
          Images.add(node, longest, 512);
          assertThrows(
              IllegalArgumentException.class, () -> Images.add(node, "n".repeat(1024), 512));
        });
    judge.agrees(image);
    Qemu.img("bitmap", "--remove", image, longest);
    judge.agrees(image);
  }

  @Test
  void anImageOfVersion2HoldsNoBitmapsWithUsNorWithQemu() throws IOException {
    Path image = folder.resolve("old.qcow2");
    Qcow2Image.create(image, CreateOptions.ofSize(Images.MIB).withVersion(2));
    judge.agrees(image);
    Images.change(
        image,
        (open, node) ->
            assertThrows(IllegalArgumentException.class, () -> Images.add(node, "x", 4096)));
    Qemu.requireSound(image);
  }

  @Test
  void whatOurCrashLeavesInUseIsInconsistentToQemuWhichRemovesIt() throws IOException {
    Path image = folder.resolve("crashed.qcow2");
    Qcow2Image.create(image, CreateOptions.ofSize(Images.MIB));
    Images.change(image, (open, node) -> Images.add(node, "x", 4096));
    Images.crash(image);
    judge.agrees(image);
    assertTrue(Qemu.infoBitmaps(image).get(0).flags().contains("in-use"));
    Qemu.img("bitmap", "--remove", image, "x");
    judge.agrees(image);
    assertEquals(List.of(), Qemu.infoBitmaps(image));
  }
}
