package dev.dirtybench.qcow2.crash;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.qcow2.crash.CrashImages.CrashImage;
import dev.dirtybench.qcow2.crash.FaultPlan.Fault;
import dev.dirtybench.qcow2.image.ImageCheck;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.qcow2.testsupport.ChosenBackend;
import dev.dirtybench.qcow2.testsupport.MemoryStorage;
import dev.dirtybench.qcow2.testsupport.Qemu;
import dev.dirtybench.qcow2.testsupport.QemuTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A crash or a fault while a disk grows leaves the old disk, or the new one with its zeros. */
class GrowCrashTest {
  private static final long SEED = Long.getLong("dirtybench.crash.seed", 20261122);
  private static final int TORN = Integer.getInteger("dirtybench.crash.torn", 24);
  private static final int QEMU_EVERY = 60;

  @TempDir Path folder;

  @BeforeEach
  void tools() {
    QemuTools.require(QemuTools.QEMU_IMG, QemuTools.QEMU_IO);
  }

  @ParameterizedTest
  @EnumSource
  void everyCrashLeavesTheOldDiskOrTheNewOne(GrownImage kind) throws IOException {
    byte[] base = kind.create(folder);
    byte[] before = kind.view(base, folder).read();
    RecordingStorage storage = new RecordingStorage(base);
    RecordedSession session = new RecordedSession(storage, location(), ChosenBackend.provider());
    session.open(OpenMode.READ_WRITE);
    session.resize(before.length + 512);
    session.resize(GrownImage.GROWN);
    session.edit("write", node -> node.write(node.size() - 512, 512));
    session.close();
    assertEquals(0, ImageCheck.check(new MemoryStorage(storage.content()), "end").exitCode());

    CrashImageJudge judge = new CrashImageJudge(base);
    List<CrashImage> chosen = new ArrayList<>();
    new CrashImages(
            SEED,
            TORN,
            image -> {
              judge.judge(image);
              requireContent(kind, image.bytes(), before, image.story());
              if (judge.judged() % QEMU_EVERY == 0) {
                chosen.add(image);
              }
            })
        .play(storage);
    assertEquals(0, judge.failed(), () -> "seed " + SEED + ":\n" + judge.failures());
    assertTrue(judge.distinct() > 50, () -> "only " + judge.distinct() + " crash images");
    for (CrashImage image : chosen) {
      Files.write(location(), image.bytes());
      Qemu.requireNoCorruption(location());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFaultLeavesTheOldDiskAndItCanGrowAgain(GrownImage kind) throws IOException {
    byte[] base = kind.create(folder);
    Optional<byte[]> data = kind.dataFile(folder);
    byte[] before = kind.view(base, folder).read();
    for (Fault fault : Fault.values()) {
      Set<String> filesThatFailed = new TreeSet<>();
      FaultPlan.failEachCall(
          fault,
          fault == Fault.FULL ? kind.filesToGrow(fault).size() : 11,
          plan -> {
            if (data.isPresent()) {
              Files.write(GrownImage.dataFilePath(folder), data.get());
            }
            growWithFaults(kind, plan, base, before);
            plan.failedFiles()
                .forEach(file -> filesThatFailed.add(Path.of(file).getFileName().toString()));
          });
      assertEquals(kind.filesToGrow(fault), filesThatFailed, "files that failed by " + fault);
    }
  }

  private void growWithFaults(GrownImage kind, FaultPlan plan, byte[] base, byte[] before)
      throws IOException {
    MemoryStorage storage = new MemoryStorage(base);
    FaultyStorage faulty = new FaultyStorage(storage, RecordedSession.PATH, plan);
    try (Qcow2Image image =
        Qcow2Image.open(faulty, location(), OpenMode.READ_WRITE, ChosenBackend.provider())) {
      boolean failed = plan.makesFail(() -> image.resize(GrownImage.GROWN));
      if (!failed) {
        plan.requireTold(image.warnings());
      }
      long expected = failed ? before.length : GrownImage.GROWN;
      assertEquals(expected, image.node().size(), plan::toString);
      assertEquals(expected, image.header().size(), plan::toString);
      requireContent(kind, storage.content(), before, plan.toString());
      requireNoCorruption(storage, plan.toString());
      growAgain(image, storage, plan.toString());
    }
    requireContent(kind, storage.content(), before, plan + ", again");
    requireNoCorruption(storage, plan + ", again");
  }

  private static void growAgain(Qcow2Image image, MemoryStorage storage, String what)
      throws IOException {
    byte[] left = storage.content();
    try {
      image.resize(GrownImage.GROWN);
      assertEquals(GrownImage.GROWN, image.header().size(), what);
    } catch (IOException e) {
      assertTrue(e.getMessage().contains("nothing more is written"), what + ", again: " + e);
      assertArrayEquals(left, storage.content(), what + ", given up");
      image.closeWithoutStoring();
    }
  }

  private void requireContent(GrownImage kind, byte[] image, byte[] before, String what)
      throws IOException {
    byte[] now = kind.view(image, folder).read();
    assertTrue(now.length >= before.length, what);
    assertArrayEquals(Arrays.copyOf(before, now.length), now, what);
  }

  private static void requireNoCorruption(MemoryStorage storage, String what) {
    int exitCode = ImageCheck.check(new MemoryStorage(storage.content()), "disk").exitCode();
    assertTrue(exitCode == 0 || exitCode == 3, what + ": check exits with " + exitCode);
  }

  private Path location() {
    return folder.resolve(RecordedSession.PATH);
  }
}
