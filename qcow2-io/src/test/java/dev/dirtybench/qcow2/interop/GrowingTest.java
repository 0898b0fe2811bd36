package dev.dirtybench.qcow2.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.qcow2.image.FileStorage;
import dev.dirtybench.qcow2.image.ImageLockedException;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.qcow2.testsupport.Qemu;
import dev.dirtybench.qcow2.testsupport.QemuTools;
import dev.dirtybench.qcow2.testsupport.StorageDaemon;
import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.BitmapProvider;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Disks grown here, read by QEMU: the old part is as it was, the new one is zeros. */
class GrowingTest {
  private static final long SEED = Long.getLong("dirtybench.grow.seed", 20261122);
  private static final int IMAGES = Integer.getInteger("dirtybench.grow.images", 40);
  private static final long MIB = 1 << 20;
  private static final long UNALIGNED = MIB + 4096 + 512;

  @TempDir Path folder;

  @BeforeEach
  void tools() {
    QemuTools.require(QemuTools.QEMU_IMG, QemuTools.QEMU_IO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cluster_size=65536",
        "cluster_size=512",
        "cluster_size=2M",
        "extended_l2=on",
        "extended_l2=on,cluster_size=16384",
        "cluster_size=4096,refcount_bits=1"
      })
  void hidesALongerBackingFile(String options) throws IOException {
    for (long size : new long[] {MIB, UNALIGNED}) {
      for (long grown : new long[] {size + 512, 2 * MIB, 3 * MIB, 64 * MIB}) {
        Path image = overlay(rawBase(3 * MIB), "raw", size, options);
        growAndCompare(image, grown);
        growAndCompare(image, grown + MIB);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "write -P 1 1M 512",
        "write -P 1 1052672 512",
        "write -z 1M 4096",
        "write -z -u 1M 4608",
        "discard 1M 4608",
        "write -P 1 0 1M"
      })
  void clearsTheRestOfTheLastClusterWhateverItHolds(String write) throws IOException {
    for (String options : new String[] {"cluster_size=65536", "extended_l2=on", "compat=0.10"}) {
      if (options.contains("0.10") && write.contains("-z")) {
        continue;
      }
      Path image = overlay(rawBase(UNALIGNED + 4096), "raw", UNALIGNED, options);
      Qemu.io(image, write);
      // Version 2 can clear the last cluster but has no zero entries for others.
      growAndCompare(image, MIB + 65536);
    }
  }

  @Test
  void clearsWhatShrinkingHasLeftInTheLastCluster() throws IOException {
    Path image = folder.resolve("shrunk.qcow2");
    Qemu.img("create", "-f", "qcow2", image, 2 * MIB);
    Qemu.io(image, "write -P 7 0 2M");
    Qemu.img("resize", "--shrink", image, UNALIGNED);
    growAndCompare(image, 2 * MIB);
  }

  @Test
  void leavesASnapshotAlone() throws IOException {
    for (String options : new String[] {"cluster_size=65536", "extended_l2=on"}) {
      Path image = overlay(rawBase(3 * MIB), "raw", UNALIGNED, options);
      Qemu.io(image, "write -P 1 0 64k", "write -P 2 1M 512");
      Qemu.img("snapshot", "-c", "s", image);
      Path before = folder.resolve("before.raw");
      Qemu.img("convert", "-O", "raw", "-l", "s", image, before);
      growAndCompare(image, 2 * MIB);
      Path after = folder.resolve("after.raw");
      Qemu.img("convert", "-O", "raw", "-l", "s", image, after);
      // QEMU shows a snapshot as long as the disk is now.
      assertEquals(UNALIGNED, Files.mismatch(before, after), options);
    }
  }

  @Test
  void readsTheEndOfTheDiskThroughAChainOfCompressedImages() throws IOException {
    Path base = rawBase(3 * MIB);
    Path middle = folder.resolve("middle.qcow2");
    Qemu.img("convert", "-O", "qcow2", "-c", base, middle);
    Path top = overlay(middle, "qcow2", 3 * MIB, "cluster_size=4096");
    Qemu.io(top, "write -P 3 1M 2048");
    Path image = overlay(top, "qcow2", UNALIGNED, "cluster_size=65536");
    growAndCompare(image, 4 * MIB);
  }

  @Test
  void findsNothingToClearInACompressedLastCluster() throws IOException {
    Path image = overlay(rawBase(3 * MIB), "raw", UNALIGNED, "cluster_size=65536");
    Qemu.io(image, "write -c -P 1 1M 4608");
    growAndCompare(image, 3 * MIB);
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "on"})
  void growsADataFile(String raw) throws IOException {
    for (String options : new String[] {"", ",extended_l2=on", ",cluster_size=4096"}) {
      for (long size : new long[] {MIB, UNALIGNED}) {
        Path image = withDataFile(raw, options, size);
        Qemu.io(image, "write -P 1 64k 4k", "write -P 2 1044480 512");
        growAndCompare(image, 3 * MIB);
        assertEquals(3 * MIB, Files.size(folder.resolve("data.raw")));
        if (raw.equals("on")) {
          Qemu.img("compare", "-f", "qcow2", "-F", "raw", image, folder.resolve("data.raw"));
        }
        Qemu.io(image, "write -P 3 2M 64k", "read -P 3 2M 64k", "read -P 0 2162688 64k");
        if (raw.equals("on")) {
          Qemu.img("compare", "-f", "qcow2", "-F", "raw", image, folder.resolve("data.raw"));
        }
      }
    }
  }

  @Test
  void showsNothingThatADataFileHoldsBehindTheEnd() throws IOException {
    Path image = withDataFile("off", "", UNALIGNED);
    Qemu.io(image, "write -P 2 1M 512");
    write(folder.resolve("data.raw"), UNALIGNED, 2 * MIB, 9);
    growAndCompare(image, 3 * MIB);
    assertEquals(UNALIGNED + 2 * MIB, Files.size(folder.resolve("data.raw")), "never cut");
  }

  @Test
  void refusesARawDataFileThatHoldsSomethingBehindTheEnd() throws IOException {
    Path image = withDataFile("on", "", UNALIGNED);
    Path data = folder.resolve("data.raw");
    write(data, 2 * MIB, 512, 9);
    byte[] before = Files.readAllBytes(data);
    try (Qcow2Image open = open(image)) {
      IOException e = assertThrows(IOException.class, () -> open.resize(3 * MIB));
      assertTrue(e.getMessage().contains("already holds something at 2097152"), e.getMessage());
    }
    assertEquals(before.length, Files.size(data));
    // What lies behind the new end too does no harm.
    growAndCompare(image, 2 * MIB);
    assertEquals(before.length, Files.size(data));
  }

  @Test
  void growsADataFileInFrontOfALongerBackingFile() throws IOException {
    Path base = rawBase(3 * MIB);
    for (String options : new String[] {"", ",extended_l2=on"}) {
      for (String write : new String[] {"read 0 512", "write -P 2 1M 512", "write -P 2 0 512"}) {
        Path image = folder.resolve("front.qcow2");
        Files.deleteIfExists(image);
        Files.deleteIfExists(folder.resolve("data.raw"));
        Qemu.img(
            "create",
            "-f",
            "qcow2",
            "-o",
            "data_file=" + folder.resolve("data.raw") + options,
            "-b",
            base,
            "-F",
            "raw",
            image,
            UNALIGNED);
        Qemu.io(image, write);
        growAndCompare(image, 4 * MIB);
      }
    }
  }

  @Test
  void refusesADataFileThatIsMissingOrInUse() throws IOException {
    Path image = withDataFile("on", "", MIB);
    Path data = folder.resolve("data.raw");
    try (Qcow2Image other = Qcow2Image.open(image, OpenMode.READ_WRITE, backend());
        FileStorage inUse = FileStorage.open(data, OpenMode.READ_ONLY)) {
      assertTrue(inUse.size() > 0);
      assertThrows(ImageLockedException.class, () -> other.resize(2 * MIB));
      assertEquals(MIB, other.header().size());
    }
    Files.delete(data);
    try (Qcow2Image open = open(image)) {
      IOException e = assertThrows(IOException.class, () -> open.resize(2 * MIB));
      assertTrue(e.getMessage().contains("is not an existing file"), e.getMessage());
    }
  }

  @Test
  void refusesADataFileThatQemuWritesAndABackingFileToo() throws IOException {
    QemuTools.require(QemuTools.STORAGE_DAEMON);
    Path image = withDataFile("off", "", MIB);
    Path other = folder.resolve("other.qcow2");
    Qemu.img("create", "-f", "qcow2", "-o", "data_file=" + folder.resolve("data.raw"), other, MIB);
    Path overlay = overlay(other, "qcow2", MIB, "cluster_size=4096");
    try (StorageDaemon daemon = StorageDaemon.start()) {
      daemon.open("q", other);
      for (Path one : List.of(image, overlay)) {
        try (Qcow2Image open = open(one)) {
          ImageLockedException e =
              assertThrows(ImageLockedException.class, () -> open.resize(2 * MIB));
          assertTrue(e.getMessage().contains("running QEMU"), e.getMessage());
          assertEquals(MIB, open.node().size());
        }
      }
      daemon.close("q");
    }
    growAndCompare(image, 2 * MIB);
    growAndCompare(overlay, 2 * MIB);
  }

  @Test
  void randomDisksKeepTheirContent() throws IOException {
    Random random = new Random(SEED);
    String[] kinds = {
      "cluster_size=512",
      "cluster_size=4096",
      "cluster_size=65536",
      "extended_l2=on",
      "extended_l2=on,cluster_size=16384",
      "cluster_size=1024,refcount_bits=64",
      "cluster_size=65536,compression_type=zlib,lazy_refcounts=off"
    };
    for (int i = 0; i < IMAGES; i++) {
      long size = (1 + random.nextInt(6000)) * 512L;
      String options = kinds[random.nextInt(kinds.length)];
      List<String> writes = new ArrayList<>();
      for (int n = random.nextInt(4); n > 0; n--) {
        long offset = random.nextInt((int) (size / 512)) * 512L;
        long length = Math.min(size - offset, (1 + random.nextInt(300)) * 512L);
        String kind =
            new String[] {"write -P 5", "write -z", "write -z -u", "discard"}[random.nextInt(4)];
        writes.add(kind + " " + offset + " " + length);
      }
      boolean snapshot = random.nextInt(3) == 0;
      long grown = size + (1 + random.nextInt(9000)) * 512L;
      String story =
          "seed "
              + SEED
              + ", image "
              + i
              + ": "
              + options
              + " "
              + size
              + " to "
              + grown
              + " "
              + writes;
      try {
        Path image = overlay(rawBase((1 + random.nextInt(8000)) * 512L), "raw", size, options);
        if (!writes.isEmpty()) {
          Qemu.io(image, writes.toArray(String[]::new));
        }
        if (snapshot) {
          Qemu.img("snapshot", "-c", "s", image);
        }
        growAndCompare(image, grown);
        Qemu.io(image, "write -P 6 " + (grown - 512) + " 512");
        growAndCompare(image, grown + 65536);
      } catch (AssertionError | IOException e) {
        throw new AssertionError(story, e);
      }
    }
  }

  /** Grows an image here; QEMU must find the same disk with zeros behind it. */
  private void growAndCompare(Path image, long grown) throws IOException {
    Path expected = folder.resolve("expected.raw");
    Qemu.img("convert", "-f", "qcow2", "-O", "raw", image, expected);
    try (RandomAccessFile file = new RandomAccessFile(expected.toFile(), "rw")) {
      file.setLength(grown);
    }
    try (Qcow2Image open = open(image)) {
      open.resize(grown);
      assertEquals(grown, open.header().size());
    }
    Qemu.requireSound(image);
    Qemu.img("compare", "-f", "qcow2", "-F", "raw", image, expected);
  }

  private Path withDataFile(String raw, String options, long size) throws IOException {
    Path image = folder.resolve("with-data.qcow2");
    Files.deleteIfExists(image);
    Files.deleteIfExists(folder.resolve("data.raw"));
    Qemu.img(
        "create",
        "-f",
        "qcow2",
        "-o",
        "data_file=" + folder.resolve("data.raw") + ",data_file_raw=" + raw + options,
        image,
        size);
    return image;
  }

  private Path rawBase(long bytes) throws IOException {
    Path base = folder.resolve("base.raw");
    Files.deleteIfExists(base);
    write(base, 0, bytes, 0xaa);
    return base;
  }

  private static void write(Path file, long offset, long bytes, int value) throws IOException {
    byte[] content = new byte[(int) bytes];
    Arrays.fill(content, (byte) value);
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.seek(offset);
      out.write(content);
    }
  }

  private Path overlay(Path base, String format, long size, String options) throws IOException {
    Path image = folder.resolve("overlay-of-" + base.getFileName() + ".qcow2");
    Files.deleteIfExists(image);
    Qemu.img("create", "-f", "qcow2", "-o", options, "-b", base, "-F", format, image, size);
    return image;
  }

  private static Qcow2Image open(Path image) throws IOException {
    return Qcow2Image.open(image, OpenMode.READ_WRITE, backend());
  }

  private static BitmapProvider backend() {
    return Backends.load().require("hbitmap");
  }
}
