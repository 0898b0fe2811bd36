package dev.dirtybench.qcow2.crash;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.dirty.BitmapInfo;
import dev.dirtybench.dirty.DirtyBitmap;
import dev.dirtybench.dirty.WriteRefusedException;
import dev.dirtybench.qcow2.crash.Allowed.Alternative;
import dev.dirtybench.qcow2.crash.FaultPlan.Fault;
import dev.dirtybench.qcow2.image.ImageCheck;
import dev.dirtybench.qcow2.image.LeakRepair;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.qcow2.testsupport.ChosenBackend;
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

  static Stream<Arguments> operations() {
    return Stream.of(FaultedOperation.values())
        .flatMap(op -> Stream.of(Fault.values()).map(fault -> Arguments.of(op, fault)));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aFailedOperationChangesNeitherMemoryNorWhatIsTrusted(FaultedOperation operation, Fault fault)
      throws IOException {
    byte[] base = BASE.withBitmaps();
    FaultPlan.failEachCall(
        fault,
        operation.leastCalls(fault),
        plan -> {
          MemoryStorage storage = new MemoryStorage(base);
          Qcow2Image image = open(storage, plan, OpenMode.READ_WRITE);
          operation.prepare(image);
          List<String> before = memory(image);
          String what = operation + " with " + plan;
          if (plan.makesFail(() -> operation.run(image))) {
            assertEquals(before, memory(image), what);
            afterFailure(operation, storage, image, what);
          } else {
            plan.requireTold(image.warnings());
            judge(storage.content(), loosely(image), what);
            image.closeWithoutStoring();
          }
        });
  }

  /**
   * Either the operation has not happened, and is possible once more, or the image has given up:
   * then it may have happened on the disk, and all further writes are refused.
   */
  private static void afterFailure(
      FaultedOperation operation, MemoryStorage storage, Qcow2Image image, String what)
      throws IOException {
    byte[] left = storage.content();
    Expectation expected = loosely(image);
    boolean recording = writeAsAGuest(image);
    byte[] written = storage.content();
    Expectation expectedWritten = loosely(image);
    boolean goesOn = goesOn(operation, storage, image, what);
    judge(left, goesOn ? expected : operation.orDone(expected), what);
    judge(
        written, goesOn ? expectedWritten : operation.orDone(expectedWritten), what + ", written");
    assertTrue(
        recording || !goesOn || operation == FaultedOperation.REOPEN_FOR_WRITING,
        what + ": the guest cannot write");
  }

  /** Dirties something; false if the image does not let the guest write. */
  private static boolean writeAsAGuest(Qcow2Image image) {
    try {
      CrashScenario.scatter(image.node(), 9);
      return true;
    } catch (WriteRefusedException e) {
      return false;
    }
  }

  /** Does it again with nothing failing, and closes the image; false if that is refused. */
  private static boolean goesOn(
      FaultedOperation operation, MemoryStorage storage, Qcow2Image image, String what)
      throws IOException {
    byte[] left = storage.content();
    Expectation expected;
    try (image) {
      operation.run(image);
      expected = RecordedSession.exactly(image.node());
    } catch (IOException e) {
      assertTrue(e.getMessage().contains("nothing more is written"), what + ", again: " + e);
      assertArrayEquals(left, storage.content(), what + ", given up");
      return false;
    }
    judge(storage.content(), expected, what + ", again");
    return true;
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aFailedCloseLeavesTheTruthOrInconsistentBitmaps(Fault fault) throws IOException {
    byte[] base = BASE.withBitmaps();
    FaultPlan.failEachCall(
        fault,
        fault == Fault.FULL ? 10 : 20,
        plan -> {
          MemoryStorage storage = new MemoryStorage(base);
          Qcow2Image image = open(storage, plan, OpenMode.READ_WRITE);
          FaultedOperation.REMOVE.prepare(image);
          Expectation truth = RecordedSession.exactly(image.node());
          Expectation loosely = loosely(image);
          boolean failed = plan.makesFail(image::close);
          if (!failed) {
            plan.requireTold(image.warnings());
          }
          judge(storage.content(), failed ? loosely : truth, "close with " + plan);
        });
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aFailedOpenLeavesTheOldContentOrInconsistentBitmaps(Fault fault) throws IOException {
    byte[] base = BASE.withBitmaps();
    Expectation old;
    Expectation loosely;
    try (Qcow2Image image = open(base)) {
      old = RecordedSession.exactly(image.node());
      loosely = loosely(image);
    }
    // After one failure the directory is put back as it was.
    boolean once = fault == Fault.ERROR || fault == Fault.SHORT;
    FaultPlan.failEachCall(
        fault,
        fault == Fault.FULL ? 0 : 20,
        plan -> {
          MemoryStorage storage = new MemoryStorage(base);
          boolean failed =
              plan.makesFail(() -> open(storage, plan, OpenMode.READ_WRITE).closeWithoutStoring());
          judge(storage.content(), failed && once ? old : loosely, "open with " + plan);
        });
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aFailedRepairLeavesEveryBitmapAsItWas(Fault fault) throws IOException {
    byte[] leaking = leaking();
    Expectation old;
    try (Qcow2Image image = open(leaking)) {
      old = RecordedSession.exactly(image.node());
    }
    FaultPlan.failEachCall(
        fault,
        fault == Fault.FULL ? 0 : 20,
        plan -> {
          MemoryStorage storage = new MemoryStorage(leaking);
          FaultyStorage faulty = new FaultyStorage(storage, RecordedSession.PATH, plan);
          boolean failed = plan.makesFail(() -> LeakRepair.repair(faulty, RecordedSession.PATH));
          int exitCode = judge(storage.content(), old, "repair with " + plan);
          assertTrue(failed || exitCode == 0, "repair with " + plan + " leaves leaks");
        });
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

  /** Looks at a closed image, and returns what a check of it exits with. */
  private static int judge(byte[] bytes, Expectation expected, String what) throws IOException {
    int exitCode = ImageCheck.check(new MemoryStorage(bytes), RecordedSession.PATH).exitCode();
    assertTrue(exitCode == 0 || exitCode == 3, what + ": check exits with " + exitCode);
    try (Qcow2Image image = open(bytes)) {
      assertEquals(List.of(), expected.violations(image), what);
    }
    return exitCode;
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

  /** What an image says of itself, but for the access that it allows. */
  private static List<String> memory(Qcow2Image image) {
    List<String> lines = new ArrayList<>();
    lines.add("size " + image.node().size());
    for (BitmapInfo info : image.node().query()) {
      lines.add(info.toString());
    }
    for (DirtyBitmap bitmap : image.node().bitmaps()) {
      lines.add(
          bitmap.name().orElseThrow() + (bitmap.isInconsistent() ? "" : " " + bitmap.sha256()));
    }
    return lines;
  }

  private static Qcow2Image open(MemoryStorage storage, FaultPlan plan, OpenMode mode)
      throws IOException {
    FaultyStorage faulty = new FaultyStorage(storage, RecordedSession.PATH, plan);
    return Qcow2Image.open(faulty, RecordedSession.PATH, mode, ChosenBackend.provider());
  }

  private static Qcow2Image open(byte[] bytes) throws IOException {
    return Qcow2Image.open(
        new MemoryStorage(bytes),
        RecordedSession.PATH,
        OpenMode.READ_ONLY,
        ChosenBackend.provider());
  }
}
