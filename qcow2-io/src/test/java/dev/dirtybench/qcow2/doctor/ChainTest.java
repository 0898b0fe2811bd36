package dev.dirtybench.qcow2.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.dirty.Recording;
import dev.dirtybench.qcow2.doctor.ImageReport.Reach;
import dev.dirtybench.qcow2.image.BackingName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainTest {
  @TempDir Path folder;

  private Images images;

  @BeforeEach
  void open() {
    images = new Images(folder);
  }

  @Test
  void relativeBackingNamesCountFromTheImageThatNamesThem() throws IOException {
    Files.createDirectories(folder.resolve("base"));
    images.create("base/a.qcow2", 16 * Images.MIB);
    images.createOn("base/b.qcow2", "a.qcow2", "qcow2");
    Path top = images.createOn("top.qcow2", "base/b.qcow2", "qcow2");
    assertEquals(
        List.of("top.qcow2", "base/b.qcow2", "base/a.qcow2"),
        examine(top).images().stream()
            .map(image -> folder.relativize(image.path()).toString())
            .toList());
  }

  @Test
  void aBackingNameIsAFileUnlessItHasAProtocol() {
    Path image = Path.of("dir", "top.qcow2");
    assertEquals(Optional.of(Path.of("dir", "a.qcow2")), BackingName.resolve(image, "a.qcow2"));
    assertEquals(Optional.of(Path.of("/a")), BackingName.resolve(image, "/a"));
    assertEquals(Optional.of(Path.of("dir", "a")), BackingName.resolve(image, "file:a"));
    assertEquals(Optional.of(Path.of("dir", "x/a:b")), BackingName.resolve(image, "x/a:b"));
    assertEquals(Optional.empty(), BackingName.resolve(image, "nbd://host/a"));
    assertEquals(Optional.empty(), BackingName.resolve(image, "json:{\"driver\":\"raw\"}"));
  }

  @Test
  void aBackingFileOnTheNetworkIsNotedAndNotFollowed() throws IOException {
    Path top = images.createOn("top.qcow2", "nbd://host/a", "raw");
    ChainReport report = examine(top);
    assertEquals(List.of(Ailment.NOT_FOLLOWED), ailments(report));
    assertTrue(report.isHealthy());
  }

  @Test
  void aMissingBackingFileIsReportedWithTheImageThatNamesIt() throws IOException {
    Path top = images.createOn("top.qcow2", "gone.qcow2", "qcow2");
    Finding finding = examine(top).findings().get(0);
    assertEquals(Ailment.MISSING, finding.ailment());
    assertTrue(finding.why().contains("top.qcow2"), finding.why());
  }

  @Test
  void aCycleIsReportedAndEndsTheWalk() throws IOException {
    Path a = images.createOn("a.qcow2", "b.qcow2", "qcow2");
    images.createOn("b.qcow2", "./a.qcow2", "qcow2");
    ChainReport report = examine(a);
    assertEquals(2, report.images().size());
    assertEquals(List.of(Ailment.CYCLE), ailments(report));
  }

  @Test
  void aRawBackingFileEndsTheChain() throws IOException {
    Files.write(folder.resolve("disk.img"), new byte[512]);
    Path top = images.createOn("top.qcow2", "disk.img", "raw");
    ChainReport report = examine(top);
    assertTrue(report.isHealthy());
    assertEquals(Reach.NO_BITMAPS, report.images().get(1).reach());
  }

  @Test
  void aNameUsedTwiceIsANoteWithACommandThatMerges() throws IOException {
    Path base = images.create("base.qcow2", 16 * Images.MIB);
    Path top = images.createOn("top.qcow2", "base.qcow2", "qcow2");
    Images.add(base, "b0", Recording.DISABLED);
    Images.add(top, "b0", Recording.ENABLED);
    ChainReport report = examine(top);
    assertEquals(List.of(Ailment.NAME_ALONG_CHAIN), ailments(report));
    assertTrue(report.isHealthy());
    assertEquals(List.of(), report.treatable());
    assertEquals(
        List.of(
            "qemu-img",
            "bitmap",
            "--merge",
            "b0",
            "-b",
            base.toString(),
            "-F",
            "qcow2",
            top.toString(),
            "b0"),
        report.findings().get(0).remedies().get(0).commands().get(1));
  }

  @Test
  void aRecordingBitmapThatASnapshotLeftBehindIsNoted() throws IOException {
    Path base = images.create("base.qcow2", 16 * Images.MIB);
    Path top = images.createOn("top.qcow2", "base.qcow2", "qcow2");
    Images.add(base, "b0", Recording.ENABLED);
    assertEquals(List.of(Ailment.LEFT_BEHIND), ailments(examine(top)));
  }

  @Test
  void whatIsWrongWithABackingFileIsFoundFromTheTop() throws IOException {
    Path base = images.create("base.qcow2", 16 * Images.MIB);
    Path top = images.createOn("top.qcow2", "base.qcow2", "qcow2");
    Images.add(base, "b0", Recording.ENABLED);
    Images.crash(base);
    ChainReport report = examine(top);
    assertEquals(List.of(Ailment.INCONSISTENT_BITMAP), ailments(report));
    assertEquals(base, report.findings().get(0).image());
  }

  private static List<Ailment> ailments(ChainReport report) {
    return report.findings().stream().map(Finding::ailment).toList();
  }

  private static ChainReport examine(Path disk) {
    return new Doctor(Images.BACKEND).examine(disk);
  }
}
