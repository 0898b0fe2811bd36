package dev.dirtybench.qcow2.doctor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.dirty.Recording;
import dev.dirtybench.qcow2.image.ImageLockedException;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreatmentTest {
  @TempDir Path folder;

  private final Treatment treatment = new Treatment(Images.BACKEND);
  private Path disk;

  @BeforeEach
  void create() throws IOException {
    disk = new Images(folder).create("disk.qcow2", 16 * Images.MIB);
  }

  @Test
  void removesWhatIsInconsistentAndKeepsWhatIsGood() throws IOException {
    Images.add(disk, "broken", Recording.ENABLED);
    Images.crash(disk);
    Images.add(disk, "good", Recording.ENABLED);
    Images.change(disk, image -> image.node().write(Images.MIB, 100));
    String hash = hash("good");
    ChainReport report = examine();
    assertEquals(1, report.treatable().size());
    treatment.apply(report.treatable().get(0));
    assertTrue(examine().isHealthy());
    assertEquals(hash, hash("good"));
    assertEquals(1, examine().images().get(0).bitmaps().size());
  }

  @Test
  void refusesToRemoveABitmapThatCanBeTrustedByNow() throws IOException {
    Images.add(disk, "b0", Recording.ENABLED);
    Images.crash(disk);
    Remedy remedy = examine().treatable().get(0);
    treatment.apply(remedy);
    Images.add(disk, "b0", Recording.ENABLED);
    String hash = hash("b0");
    assertThrows(IllegalStateException.class, () -> treatment.apply(remedy));
    assertEquals(hash, hash("b0"));
  }

  @Test
  void aRemedyAppliedTwiceDoesNothingTheSecondTime() throws IOException {
    Images.add(disk, "b0", Recording.ENABLED);
    Images.crash(disk);
    Remedy remedy = examine().treatable().get(0);
    treatment.apply(remedy);
    treatment.apply(remedy);
    assertEquals(List.of(), examine().findings());
  }

  @Test
  void repairsTheLeaksOfOrphans() throws IOException {
    Images.add(disk, "b0", Recording.ENABLED);
    Images.clearAutoclearBits(disk);
    treatment.apply(examine().treatable().get(0));
    assertEquals(List.of(), examine().findings());
    assertEquals(List.of(), examine().images().get(0).bitmaps());
  }

  @Test
  void leavesAnImageAloneThatIsInUse() throws IOException {
    Images.add(disk, "b0", Recording.ENABLED);
    Images.crash(disk);
    Remedy remedy = examine().treatable().get(0);
    byte[] before = Files.readAllBytes(disk);
    try (Qcow2Image open = Qcow2Image.open(disk, OpenMode.READ_ONLY, Images.BACKEND)) {
      assertThrows(ImageLockedException.class, () -> treatment.apply(remedy));
      assertEquals(1, open.storedBitmaps().size());
    }
    assertArrayEquals(before, Files.readAllBytes(disk));
  }

  @Test
  void leavesToTheUserWhatIsTheUsers() {
    Remedy remedy = Remedy.repairAll(disk);
    assertThrows(IllegalArgumentException.class, () -> treatment.apply(remedy));
  }

  private String hash(String bitmap) throws IOException {
    try (Qcow2Image image = Qcow2Image.open(disk, OpenMode.READ_ONLY, Images.BACKEND)) {
      return image.node().require(bitmap).sha256();
    }
  }

  private ChainReport examine() {
    return new Doctor(Images.BACKEND).examine(disk);
  }
}
