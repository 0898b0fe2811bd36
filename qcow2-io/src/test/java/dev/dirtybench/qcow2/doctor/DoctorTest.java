package dev.dirtybench.qcow2.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.dirty.Recording;
import dev.dirtybench.qcow2.doctor.ImageReport.Reach;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  @TempDir Path folder;

  private Images images;

  @BeforeEach
  void open() {
    images = new Images(folder);
  }

  @Test
  void aUsableBitmapSaysHowMuchAnIncrementalBackupCopies() throws IOException {
    Path disk = images.create("disk.qcow2", 16 * Images.MIB);
    Images.add(disk, "b0", Recording.ENABLED);
    Images.change(disk, image -> image.node().write(Images.MIB, 1));
    ChainReport report = examine(disk);
    assertTrue(report.isHealthy());
    assertEquals(
        List.of(
            new BitmapReport("b0", Images.G64K, BitmapCondition.USABLE, OptionalLong.of(65536))),
        report.images().get(0).bitmaps());
  }

  @Test
  void dirtyBytesEndWhereTheDiskEnds() throws IOException {
    Path disk = images.create("disk.qcow2", Images.MIB + 512);
    Images.add(disk, "b0", Recording.ENABLED);
    Images.change(disk, image -> image.node().write(Images.MIB, 512));
    assertEquals(
        OptionalLong.of(512), examine(disk).images().get(0).bitmaps().get(0).incrementalBytes());
  }

  @Test
  void aDisabledBitmapIsHealthy() throws IOException {
    Path disk = images.create("disk.qcow2", Images.MIB);
    Images.add(disk, "b0", Recording.DISABLED);
    ChainReport report = examine(disk);
    assertTrue(report.isHealthy());
    assertEquals(BitmapCondition.DISABLED, report.images().get(0).bitmaps().get(0).condition());
  }

  @Test
  void aCrashedWriterLeavesItsBitmapsInconsistent() throws IOException {
    Path disk = images.create("disk.qcow2", Images.MIB);
    Images.add(disk, "b0", Recording.ENABLED);
    Images.crash(disk);
    Finding finding = only(examine(disk));
    assertEquals(Ailment.INCONSISTENT_BITMAP, finding.ailment());
    assertEquals(Optional.of("b0"), finding.bitmap());
    assertEquals(
        List.of(
            List.of("dirtybench", "qcow2", "bitmap", "--remove", disk.toString(), "b0"),
            List.of("qemu-img", "bitmap", "--remove", disk.toString(), "b0")),
        finding.remedies().get(0).commands());
  }

  @Test
  void aNameThatLooksLikeAnOptionIsSetOff() throws IOException {
    Path disk = images.create("disk.qcow2", Images.MIB);
    Images.add(disk, "-b", Recording.ENABLED);
    Images.crash(disk);
    assertEquals(
        List.of("qemu-img", "bitmap", "--remove", "--", disk.toString(), "-b"),
        only(examine(disk)).remedies().get(0).commands().get(1));
  }

  @Test
  void aToolWithoutBitmapSupportLeavesOrphans() throws IOException {
    Path disk = images.create("disk.qcow2", Images.MIB);
    Images.add(disk, "b0", Recording.ENABLED);
    Images.add(disk, "b1", Recording.ENABLED);
    Images.clearAutoclearBits(disk);
    ChainReport report = examine(disk);
    Finding finding = only(report);
    assertEquals(Ailment.ORPHANED_BITMAPS, finding.ailment());
    assertTrue(finding.what().contains("'b0', 'b1'"), finding.what());
    assertEquals(
        List.of(BitmapCondition.ORPHANED, BitmapCondition.ORPHANED),
        report.images().get(0).bitmaps().stream().map(BitmapReport::condition).toList());
    assertEquals(Remedy.Action.REPAIR_LEAKS, report.treatable().get(0).action());
  }

  @Test
  void aDowngradeToVersion2LeavesOrphans() throws IOException {
    Path disk = images.create("disk.qcow2", Images.MIB);
    Images.add(disk, "b0", Recording.ENABLED);
    Images.clearAutoclearBits(disk);
    byte[] bytes = Files.readAllBytes(disk);
    bytes[7] = 2;
    // In version 2 the extensions follow the header at 72.
    System.arraycopy(bytes, 112, bytes, 72, 4096);
    Files.write(disk, bytes);
    Finding finding = only(examine(disk));
    assertEquals(Ailment.ORPHANED_BITMAPS, finding.ailment());
    assertTrue(finding.why().contains("version 2"), finding.why());
  }

  @Test
  void anOrphanWhoseDirectoryIsGoneHasNoNameButARemedy() throws IOException {
    Path disk = images.create("disk.qcow2", Images.MIB);
    Images.add(disk, "b0", Recording.ENABLED);
    long directory = Images.directory(disk);
    Images.clearAutoclearBits(disk);
    Images.poke(disk, directory + 16, 7);
    Finding finding = only(examine(disk));
    assertEquals(Ailment.ORPHANED_BITMAPS, finding.ailment());
    assertTrue(finding.what().contains("can no longer be read"), finding.what());
    assertEquals(1, finding.remedies().size());
  }

  @Test
  void leakedClustersAreCounted() throws IOException {
    Path disk = images.create("disk.qcow2", Images.MIB);
    Files.write(disk, java.util.Arrays.copyOf(Files.readAllBytes(disk), 5 * 65536));
    Images.poke(disk, 2 * 65536 + 2 * 4 + 1, 1);
    Finding finding = only(examine(disk));
    assertEquals(Ailment.LEAKED_CLUSTERS, finding.ailment());
    assertTrue(finding.what().startsWith("1 cluster of "), finding.what());
  }

  @Test
  void aCorruptImageIsRepairedBeforeAnythingElse() throws IOException {
    Path disk = images.create("disk.qcow2", Images.MIB);
    Images.add(disk, "b0", Recording.ENABLED);
    Images.crash(disk);
    // The refcount of the bitmap directory's cluster.
    Images.poke(disk, 2 * 65536 + 2 * (Images.directory(disk) / 65536) + 1, 0);
    ChainReport report = examine(disk);
    assertEquals(
        List.of(Ailment.CORRUPT, Ailment.INCONSISTENT_BITMAP),
        report.findings().stream().map(Finding::ailment).toList());
    assertEquals(List.of(), report.treatable());
  }

  @Test
  void anImageWithStaleRefcountsIsLeftToQemu() throws IOException {
    Path disk = images.create("disk.qcow2", Images.MIB);
    Images.poke(disk, 79, 1);
    Finding finding = only(examine(disk));
    assertEquals(Ailment.CORRUPT, finding.ailment());
    assertTrue(finding.what().contains("marked as dirty"), finding.what());
  }

  @Test
  void brokenBitmapsThatKeepAnImageFromOpeningAreToldFromABrokenImage() throws IOException {
    Path disk = images.create("disk.qcow2", Images.MIB);
    Images.add(disk, "b0", Recording.ENABLED);
    byte[] good = Files.readAllBytes(disk);
    long directory = Images.directory(disk);
    long table = Images.table(disk);
    // Reserved flags, type, granularity, table size, reserved bits of a table entry.
    long[][] damages = {
      {directory + 15, 6}, {directory + 16, 2}, {directory + 17, 8}, {directory + 17, 32},
      {directory + 11, 0}, {directory + 11, 2}, {directory + 23, 8}, {table, 1}
    };
    for (long[] damage : damages) {
      Files.write(disk, good);
      Images.poke(disk, damage[0], (int) damage[1]);
      Finding finding = only(examine(disk));
      assertEquals(Ailment.DAMAGED_BITMAPS, finding.ailment(), finding::what);
      assertEquals(Remedy.Use.BY_HAND, finding.remedies().get(0).use());
    }
  }

  @Test
  void theCommandForBrokenBitmapsLeavesOrphansThatCanBeTreated() throws IOException {
    Path disk = images.create("disk.qcow2", Images.MIB);
    Images.add(disk, "b0", Recording.ENABLED);
    Images.poke(disk, Images.directory(disk) + 16, 2);
    List<String> command = only(examine(disk)).remedies().get(0).commands().get(0);
    assertTrue(command.contains("seek=95"), command::toString);
    Images.clearAutoclearBits(disk);
    new Treatment(Images.BACKEND).apply(examine(disk).treatable().get(0));
    assertEquals(List.of(), examine(disk).findings());
  }

  @Test
  void aFileThatIsNoImageIsNotCalledHealthy() throws IOException {
    for (byte[] content : new byte[][] {{}, new byte[70_000], "a text".getBytes(UTF_8)}) {
      Path file = Files.write(folder.resolve("file"), content);
      ChainReport report = examine(file);
      assertEquals(Ailment.UNREADABLE, only(report).ailment());
      assertTrue(only(report).what().contains("no qcow2 image"), () -> only(report).what());
      assertEquals(Reach.NO_BITMAPS, report.images().get(0).reach());
      assertFalse(report.isHealthy());
    }
  }

  @Test
  void aTruncatedImageIsUnreadable() throws IOException {
    Path disk = folder.resolve("cut.qcow2");
    byte[] whole = Files.readAllBytes(images.create("whole.qcow2", Images.MIB));
    Files.write(disk, java.util.Arrays.copyOf(whole, 100));
    Finding finding = only(examine(disk));
    assertEquals(Ailment.UNREADABLE, finding.ailment());
    assertTrue(finding.why().contains("cut short"), finding.why());
  }

  @Test
  void bitmapsOfAnImageOpenForWritingAreInUseAndNothingIsToBeDone() throws IOException {
    Path disk = images.create("disk.qcow2", Images.MIB);
    Images.add(disk, "b0", Recording.ENABLED);
    try (Qcow2Image open = Qcow2Image.open(disk, OpenMode.READ_WRITE, Images.BACKEND)) {
      ChainReport report = examine(disk);
      Finding finding = only(report);
      assertEquals(Ailment.IN_USE, finding.ailment());
      assertEquals(List.of(), finding.remedies());
      assertTrue(report.isHealthy());
      assertEquals(report.images(), report.held());
      assertEquals(Reach.SNAPSHOT, report.images().get(0).reach());
      assertEquals(
          List.of(
              new BitmapReport("b0", Images.G64K, BitmapCondition.IN_USE, OptionalLong.empty())),
          report.images().get(0).bitmaps());
      assertEquals(OpenMode.READ_WRITE, open.mode());
    }
    assertEquals(List.of(), examine(disk).findings());
  }

  @Test
  void theBackingFilesOfAnImageInUseAreExamined() throws IOException {
    Path base = images.create("base.qcow2", Images.MIB);
    Images.add(base, "b0", Recording.ENABLED);
    Images.crash(base);
    Path disk = images.createOn("top.qcow2", "base.qcow2", "qcow2");
    try (Qcow2Image open = Qcow2Image.open(disk, OpenMode.READ_WRITE, Images.BACKEND)) {
      assertEquals(
          List.of(Ailment.IN_USE, Ailment.INCONSISTENT_BITMAP),
          examine(disk).findings().stream().map(Finding::ailment).toList());
      assertEquals(OpenMode.READ_WRITE, open.mode());
    }
  }

  @Test
  void anImageInUseThatIsCorruptHasNoRemedyBeforeItIsClosed() throws IOException {
    Path disk = images.create("disk.qcow2", Images.MIB);
    try (Qcow2Image open = Qcow2Image.open(disk, OpenMode.READ_WRITE, Images.BACKEND)) {
      Images.poke(disk, 79, 2);
      ChainReport report = examine(disk);
      assertEquals(
          List.of(Ailment.IN_USE, Ailment.CORRUPT),
          report.findings().stream().map(Finding::ailment).toList());
      assertEquals(List.of(), report.findings().get(1).remedies());
      assertEquals(OpenMode.READ_WRITE, open.mode());
    }
  }

  @Test
  void anImageInUseWhoseBitmapsCannotBeReadIsWorthAnotherTry() throws IOException {
    Path disk = images.create("disk.qcow2", Images.MIB);
    Images.add(disk, "b0", Recording.ENABLED);
    long directory = Images.directory(disk);
    try (Qcow2Image open = Qcow2Image.open(disk, OpenMode.READ_WRITE, Images.BACKEND)) {
      Images.poke(disk, directory + 16, 2);
      ChainReport report = examine(disk);
      assertEquals(Ailment.LOCKED, only(report).ailment());
      assertTrue(only(report).what().contains("try again"), () -> only(report).what());
      assertEquals(Reach.LOCKED, report.images().get(0).reach());
      assertEquals(OpenMode.READ_WRITE, open.mode());
      Images.poke(disk, directory + 16, 1);
    }
  }

  @Test
  void anExaminationWritesNothing() throws IOException {
    Path disk = images.create("disk.qcow2", Images.MIB);
    Images.add(disk, "b0", Recording.ENABLED);
    Images.crash(disk);
    byte[] before = Files.readAllBytes(disk);
    assertFalse(examine(disk).isHealthy());
    assertArrayEquals(before, Files.readAllBytes(disk));
  }

  private static ChainReport examine(Path disk) {
    return new Doctor(Images.BACKEND).examine(disk);
  }

  private static Finding only(ChainReport report) {
    assertEquals(1, report.findings().size(), () -> report.findings().toString());
    return report.findings().get(0);
  }
}
