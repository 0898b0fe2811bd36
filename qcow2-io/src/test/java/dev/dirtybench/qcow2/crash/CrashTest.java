package dev.dirtybench.qcow2.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.qcow2.image.ImageCheck;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.testsupport.ChosenBackend;
import dev.dirtybench.qcow2.testsupport.MemoryStorage;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** After a crash at any moment, no bitmap says what is not true. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashTest {
  private static final long SEED = Long.getLong("dirtybench.crash.seed", 20261122);
  private static final int TORN = Integer.getInteger("dirtybench.crash.torn", 24);

  private int judged;
  private int distinct;

  static Stream<Arguments> cases() {
    return Stream.of(CrashScenario.values())
        .flatMap(
            scenario ->
                Stream.of(BaseImage.values())
                    .filter(base -> scenario != CrashScenario.RESIZE || base.canGrow())
                    .map(base -> Arguments.of(scenario, base)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyCrashLeavesOldOrNewOrInconsistentBitmaps(CrashScenario scenario, BaseImage base)
      throws IOException {
    RecordingStorage storage = record(scenario, base);
    CrashImageJudge judge = new CrashImageJudge(storage.initial());
    new CrashImages(SEED, TORN, judge::judge).play(storage);
    judged += judge.judged();
    distinct += judge.distinct();
    assertEquals(
        0,
        judge.failed(),
        () ->
            judge.failed()
                + " of "
                + judge.judged()
                + " crash images are wrong (seed "
                + SEED
                + "):\n"
                + String.join("\n", judge.failures()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aSessionWithoutCrashLeavesNoLeak(CrashScenario scenario, BaseImage base) throws IOException {
    RecordingStorage storage = record(scenario, base);
    assertEquals(
        0, ImageCheck.check(new MemoryStorage(storage.content()), RecordedSession.PATH).exitCode());
  }

  @Test
  void anImageWithNothingToChangeIsNotWritten() throws IOException {
    RecordingStorage storage = new RecordingStorage(BaseImage.USUAL.empty());
    RecordedSession session = new RecordedSession(storage, ChosenBackend.provider());
    session.open(OpenMode.READ_WRITE);
    session.close();
    assertTrue(
        storage.events().stream().noneMatch(event -> event instanceof StorageEvent.Change),
        () -> storage.events().toString());
  }

  @Test
  void theJudgeNoticesWhenAFlushIsMissing() throws IOException {
    RecordingStorage storage = record(CrashScenario.STORE, BaseImage.SMALLEST);
    int noticed = 0;
    for (int flush = 0; flush < storage.flushes(); flush++) {
      CrashImageJudge judge = new CrashImageJudge(storage.initial());
      new CrashImages(SEED, 0, judge::judge).play(storage.withoutFlush(flush));
      noticed += judge.failed() > 0 ? 1 : 0;
    }
    // Only the last flush of each of the three sessions may go unnoticed: without it, clusters
    // that were freed are leaked.
    assertEquals(storage.flushes() - 3, noticed);
  }

  static RecordingStorage record(CrashScenario scenario, BaseImage base) throws IOException {
    RecordingStorage storage =
        new RecordingStorage(scenario.startsWithBitmaps() ? base.withBitmaps() : base.empty());
    scenario.run(new RecordedSession(storage, ChosenBackend.provider()));
    return storage;
  }

  @AfterAll
  void moreThanTenThousandDifferentImagesWereJudged() {
    System.out.println(
        "crash images judged: " + judged + ", different ones within their scenario: " + distinct);
    assertTrue(distinct >= 10_000, () -> "only " + distinct + " different crash images");
  }
}
