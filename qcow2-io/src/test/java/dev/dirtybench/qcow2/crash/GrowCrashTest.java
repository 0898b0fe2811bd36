package dev.dirtybench.qcow2.crash;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.backend.bitset.BitSetProvider;
import dev.dirtybench.qcow2.crash.CrashImages.CrashImage;
import dev.dirtybench.qcow2.crash.FaultyStorage.Fault;
import dev.dirtybench.qcow2.image.ImageCheck;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.qcow2.testsupport.MemoryStorage;
import dev.dirtybench.qcow2.testsupport.Qemu;
import dev.dirtybench.qcow2.testsupport.QemuTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    RecordedSession session = new RecordedSession(storage, location(), new BitSetProvider());
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
    byte[] before = kind.view(base, folder).read();
    for (Fault fault : Fault.values()) {
      boolean more = true;
      for (int call = 0; more; call++) {
        FaultyStorage storage = new FaultyStorage(base);
        String what = "call " + call + " failing by " + fault;
        try (Qcow2Image image =
            Qcow2Image.open(storage, location(), OpenMode.READ_WRITE, new BitSetProvider())) {
          storage.arm(fault, call);
          boolean failed = fails(storage, image);
          // A failure cuts the operation short: only success says how many calls there are.
          more = failed || call < storage.calls();
          storage.disarm();
          assertEquals(failed ? before.length : GrownImage.GROWN, image.node().size(), what);
          requireContent(kind, storage.content(), before, what);
          requireNoCorruption(storage, what);
          growAgain(image, what);
        }
        requireContent(kind, storage.content(), before, what + ", again");
        requireNoCorruption(storage, what + ", again");
      }
    }
  }

  private static boolean fails(FaultyStorage storage, Qcow2Image image) {
    try {
      image.resize(GrownImage.GROWN);
      return false;
    } catch (IOException e) {
      assertFalse(storage.failed().isEmpty(), () -> "nothing was planted, but " + e);
      assertTrue(e.getMessage().contains("planted failure of " + storage.failed()), e::toString);
      assertTrue(e.getMessage().contains(RecordedSession.PATH), e::toString);
      return true;
    }
  }

  private static void growAgain(Qcow2Image image, String what) throws IOException {
    try {
      image.resize(GrownImage.GROWN);
      assertEquals(GrownImage.GROWN, image.header().size(), what);
    } catch (IOException e) {
      assertTrue(e.getMessage().contains("nothing more is written"), what + ", again: " + e);
      image.closeWithoutStoring();
    }
  }

  private void requireContent(GrownImage kind, byte[] image, byte[] before, String what)
      throws IOException {
    byte[] now = kind.view(image, folder).read();
    assertTrue(now.length >= before.length, what);
    assertArrayEquals(Arrays.copyOf(before, now.length), now, what);
  }

  private static void requireNoCorruption(FaultyStorage storage, String what) {
    int exitCode = ImageCheck.check(new MemoryStorage(storage.content()), "disk").exitCode();
    assertTrue(exitCode == 0 || exitCode == 3, what + ": check exits with " + exitCode);
  }

  private Path location() {
    return folder.resolve(RecordedSession.PATH);
  }
}
