package dev.dirtybench.qcow2.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.backend.bitset.BitSetProvider;
import dev.dirtybench.dirty.BitmapInfo;
import dev.dirtybench.dirty.DirtyBitmap;
import dev.dirtybench.qcow2.crash.Allowed.Alternative;
import dev.dirtybench.qcow2.crash.FaultyStorage.Fault;
import dev.dirtybench.qcow2.image.ImageCheck;
import dev.dirtybench.qcow2.image.LeakRepair;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.qcow2.testsupport.MemoryStorage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever call fails and however, the old state survives and the error says what failed. */
class FaultTest {
  private static final BaseImage BASE = BaseImage.WIDE_REFCOUNTS;
  private static final Map<String, String> WORDS =
      Map.of("read", "reading ", "write", "writing ", "flush", "flushing ", "setSize", "setting ");

  static Stream<Arguments> operations() {
    return Stream.of(FaultedOperation.values())
        .flatMap(op -> Stream.of(Fault.values()).map(fault -> Arguments.of(op, fault)));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aFailedOperationChangesNeitherMemoryNorWhatIsTrusted(FaultedOperation operation, Fault fault)
      throws IOException {
    byte[] base = BASE.withBitmaps();
    int call = 0;
    int calls;
    int failures = 0;
    do {
      FaultyStorage storage = new FaultyStorage(base);
      Qcow2Image image = open(storage, OpenMode.READ_WRITE);
      operation.prepare(image);
      List<String> before = memory(image);
      storage.arm(fault, call);
      boolean failed = fails(storage, () -> operation.run(image));
      calls = callsIn(storage, failed);
      storage.disarm();
      String what = operation + " with call " + call + " failing by " + fault;
      if (failed) {
        failures++;
        assertEquals(before, memory(image), what);
      }
      judge(storage.content(), loosely(image), what);
      if (failed && fault != Fault.DEAD) {
        goOn(operation, storage, image, what);
      } else {
        image.closeWithoutStoring();
      }
      call++;
    } while (call < calls);
    // Nothing grows where flags alone change.
    boolean needsSpace = operation != FaultedOperation.REOPEN_FOR_WRITING;
    assertEquals(fault != Fault.FULL || needsSpace, failures > 0, "failures in " + calls);
  }

  /** After one failure the operation is possible again, or everything is refused and safe. */
  private static void goOn(
      FaultedOperation operation, FaultyStorage storage, Qcow2Image image, String what)
      throws IOException {
    Expectation expected;
    try (image) {
      operation.run(image);
      expected = RecordedSession.exactly(image.node());
    } catch (IOException e) {
      assertTrue(e.getMessage().contains("nothing more is written"), what + ", again: " + e);
      return;
    }
    judge(storage.content(), expected, what + ", again");
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aFailedCloseLeavesTheTruthOrInconsistentBitmaps(Fault fault) throws IOException {
    byte[] base = BASE.withBitmaps();
    int call = 0;
    int calls;
    do {
      FaultyStorage storage = new FaultyStorage(base);
      Qcow2Image image = open(storage, OpenMode.READ_WRITE);
      FaultedOperation.REMOVE.prepare(image);
      Expectation truth = RecordedSession.exactly(image.node());
      Expectation loosely = loosely(image);
      storage.arm(fault, call);
      boolean failed = fails(storage, image::close);
      calls = callsIn(storage, failed);
      judge(
          storage.content(),
          failed ? loosely : truth,
          "close with call " + call + " failing by " + fault);
      call++;
    } while (call < calls);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aFailedOpenLeavesTheOldContentOrInconsistentBitmaps(Fault fault) throws IOException {
    byte[] base = BASE.withBitmaps();
    Expectation old;
    Expectation loosely;
    try (Qcow2Image image = open(new FaultyStorage(base), OpenMode.READ_ONLY)) {
      old = RecordedSession.exactly(image.node());
      loosely = loosely(image);
    }
    int call = 0;
    int calls;
    do {
      FaultyStorage storage = new FaultyStorage(base);
      storage.arm(fault, call);
      boolean failed =
          fails(storage, () -> open(storage, OpenMode.READ_WRITE).closeWithoutStoring());
      calls = callsIn(storage, failed);
      judge(
          storage.content(),
          failed && fault == Fault.ERROR ? old : loosely,
          "open with call " + call + " failing by " + fault);
      call++;
    } while (call < calls);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aFailedRepairLeavesEveryBitmapAsItWas(Fault fault) throws IOException {
    byte[] leaking = leaking();
    Expectation old;
    try (Qcow2Image image = open(new FaultyStorage(leaking), OpenMode.READ_ONLY)) {
      old = RecordedSession.exactly(image.node());
    }
    int call = 0;
    int calls;
    do {
      FaultyStorage storage = new FaultyStorage(leaking);
      storage.arm(fault, call);
      boolean failed = fails(storage, () -> LeakRepair.repair(storage, RecordedSession.PATH));
      calls = callsIn(storage, failed);
      judge(storage.content(), old, "repair with call " + call + " failing by " + fault);
      call++;
    } while (call < calls);
  }

  /** An image whose store was cut off before the header was written. */
  private static byte[] leaking() throws IOException {
    RecordingStorage storage = CrashTest.record(CrashScenario.STORE, BASE);
    List<byte[]> found = new ArrayList<>();
    new CrashImages(
            1,
            0,
            image -> {
              if (found.isEmpty()
                  && ImageCheck.check(new MemoryStorage(image.bytes()), RecordedSession.PATH)
                          .leakedClusters()
                      > 3) {
                found.add(image.bytes());
              }
            })
        .play(storage);
    return found.get(0);
  }

  /** A failure cuts the operation short: only success says how many calls there are. */
  private static int callsIn(FaultyStorage storage, boolean failed) {
    return failed ? Integer.MAX_VALUE : storage.calls();
  }

  @FunctionalInterface
  private interface Action {
    void run() throws IOException;
  }

  /** Runs something that may fail for what was planted, and only for that, and says so. */
  private static boolean fails(FaultyStorage storage, Action action) {
    try {
      action.run();
      return false;
    } catch (IOException e) {
      String message = e.getMessage();
      assertFalse(storage.failed().isEmpty(), () -> "nothing was planted, but " + e);
      assertTrue(message.contains(RecordedSession.PATH), message);
      assertTrue(message.contains("planted failure of " + storage.failed()), message);
      assertTrue(message.contains(WORDS.get(storage.failed())), message);
      return true;
    }
  }

  private static void judge(byte[] bytes, Expectation expected, String what) throws IOException {
    int exitCode = ImageCheck.check(new MemoryStorage(bytes), RecordedSession.PATH).exitCode();
    assertTrue(exitCode == 0 || exitCode == 3, what + ": check exits with " + exitCode);
    try (Qcow2Image image = open(new FaultyStorage(bytes), OpenMode.READ_ONLY)) {
      assertEquals(List.of(), expected.violations(image), what);
    }
  }

  /** What is stored may be the truth in memory or marked as in use, what is new also absent. */
  private static Expectation loosely(Qcow2Image image) {
    Map<String, Allowed> bitmaps = new HashMap<>();
    RecordedSession.exactly(image.node())
        .bitmaps()
        .forEach(
            (name, allowed) ->
                bitmaps.put(
                    name,
                    isStored(image, name)
                        ? allowed.or(Alternative.INCONSISTENT)
                        : allowed.or(Alternative.ABSENT)));
    return new Expectation(bitmaps, Set.of(image.node().size()));
  }

  private static boolean isStored(Qcow2Image image, String name) {
    return image.storedBitmaps().stream().anyMatch(stored -> stored.name().equals(name));
  }

  private static List<String> memory(Qcow2Image image) {
    List<String> lines = new ArrayList<>();
    lines.add(image.mode() + " " + image.node().size() + " " + image.node().access());
    for (BitmapInfo info : image.node().query()) {
      lines.add(info.toString());
    }
    for (DirtyBitmap bitmap : image.node().bitmaps()) {
      lines.add(
          bitmap.name().orElseThrow()
              + " "
              + bitmap.isReadOnly()
              + (bitmap.isInconsistent() ? "" : " " + bitmap.sha256()));
    }
    return lines;
  }

  private static Qcow2Image open(FaultyStorage storage, OpenMode mode) throws IOException {
    return Qcow2Image.open(storage, RecordedSession.PATH, mode, new BitSetProvider());
  }
}
