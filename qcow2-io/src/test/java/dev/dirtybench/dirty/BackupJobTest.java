package dev.dirtybench.dirty;

import static dev.dirtybench.dirty.Fixture.dirty;
import static dev.dirtybench.dirty.Fixture.granules;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.dirty.BackupRequest.BitmapMode;
import dev.dirtybench.dirty.BackupRequest.SyncMode;
import dev.dirtybench.spi.ExtentCursor;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A backup's life, and what its bitmap holds afterwards, granule by granule. */
class BackupJobTest {
  private static final long UNIT = 64 * Fixture.KIB;
  private static final BackupTarget TARGET = new BackupTarget(16 * Fixture.MIB, 65536);

  private final Fixture fixture = new Fixture();

  static Stream<Arguments> matrix() {
    return Stream.of(SyncMode.BITMAP, SyncMode.FULL, SyncMode.TOP)
        .flatMap(
            sync ->
                Stream.of(BitmapMode.values())
                    .filter(mode -> sync == SyncMode.BITMAP || mode != BitmapMode.NEVER)
                    .flatMap(
                        mode ->
                            Stream.of(BackupOutcome.values())
                                .map(outcome -> Arguments.of(sync, mode, outcome))));
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void theBitmapHoldsAfterwardsWhatItsModeSays(
      SyncMode sync, BitmapMode mode, BackupOutcome outcome) {
    DirtyBitmap old = fixture.addPersistent("x");
    fixture.write(1, 2, 3);
    BackupJob job = fixture.node.startBackup(BackupRequest.of(sync, "x", mode), TARGET);
    if (sync == SyncMode.TOP) {
      job.skipUnallocated(8 * UNIT, 16 * Fixture.MIB - 8 * UNIT);
    }
    SortedSet<Long> uncopied =
        switch (sync) {
          case BITMAP -> granules(1, 2, 3);
          case TOP -> granules(0, 1, 2, 3, 4, 5, 6, 7);
          default -> all();
        };
    assertEquals(uncopied.size() * UNIT, job.remainingBytes());
    fixture.write(3, 9);
    // The first granule that matters is copied, and all of them if the job shall succeed.
    job.copied(UNIT, UNIT);
    uncopied.remove(1L);
    if (outcome == BackupOutcome.SUCCESS) {
      copyAll(job);
    }
    end(job, outcome);

    SortedSet<Long> expected = granules(3, 9);
    boolean success = outcome == BackupOutcome.SUCCESS;
    if (mode == BitmapMode.NEVER || (mode == BitmapMode.ON_SUCCESS && !success)) {
      expected.addAll(granules(1, 2, 3));
    } else if (!success) {
      expected.addAll(uncopied);
    }
    DirtyBitmap now = fixture.node.require("x");
    assertEquals(expected, dirty(now));
    assertEquals(
        new BitmapInfo(
            "x", expected.size() * UNIT, UNIT, true, false, true, false, BitmapState.ACTIVE),
        now.info());
    assertEquals(List.of(now), fixture.node.bitmaps(), "successor and copy bitmap are gone");
    assertEquals(old == now, !job.request().abdicatesAfter(outcome));
    fixture.write(200);
    assertTrue(dirty(now).contains(200L), "it goes on recording");
  }

  private static SortedSet<Long> all() {
    SortedSet<Long> set = new TreeSet<>();
    for (long i = 0; i < 256; i++) {
      set.add(i);
    }
    return set;
  }

  private static void copyAll(BackupJob job) {
    ExtentCursor cursor = new ExtentCursor();
    while (job.nextExtent(cursor)) {
      job.copied(cursor.offset(), cursor.length());
    }
  }

  private static void end(BackupJob job, BackupOutcome outcome) {
    switch (outcome) {
      case SUCCESS -> job.succeed();
      case FAILURE -> job.fail();
      default -> job.cancel();
    }
  }

  @Test
  void anIncrementalBackupLeavesNothingDirtyButWhatWasWrittenMeanwhile() {
    fixture.add("x");
    fixture.write(1);
    BackupJob job = fixture.node.startBackup(BackupRequest.incremental("x"), TARGET);
    copyAll(job);
    job.succeed();
    assertEquals(0, fixture.node.require("x").count());
  }

  @Test
  void dirtIsRoundedOutwardToTheUnitOfCopying() {
    fixture.node.add(BitmapSpec.named("x").with(Fixture.G4K));
    fixture.node.write(0, 4096);
    fixture.node.write(5 * UNIT + 4096, 4096);
    BackupJob job = fixture.node.startBackup(BackupRequest.incremental("x"), TARGET);
    assertEquals(131072, job.remainingBytes());
    job.cancel();
    assertEquals(8192, fixture.node.require("x").count());
  }

  @Test
  void whileItRunsTheQueryShowsSuccessorAndCopyBitmapWithoutNames() {
    fixture.add("x");
    BackupJob job = fixture.node.startBackup(BackupRequest.incremental("x"), TARGET);
    assertEquals(
        List.of(
            new BitmapInfo(null, 0, UNIT, false, false, false, false, BitmapState.DISABLED),
            new BitmapInfo(null, 0, UNIT, true, false, false, false, BitmapState.ACTIVE),
            new BitmapInfo("x", 0, UNIT, true, true, false, false, BitmapState.FROZEN)),
        fixture.node.query());
    job.close();
    assertEquals(1, fixture.node.bitmaps().size());
  }

  @Test
  void aDisabledBitmapStaysDisabled() {
    fixture.addDisabled("x").bits().setDirty(0, 1);
    BackupJob job =
        fixture.node.startBackup(BackupRequest.of(SyncMode.BITMAP, "x", BitmapMode.ALWAYS), TARGET);
    fixture.write(7);
    job.fail();
    assertEquals(granules(0), dirty(fixture.node.require("x")));
    assertFalse(fixture.node.require("x").isRecording());
  }

  @Test
  void aReadOnlyBitmapIsAsItWasAfterABackupThatOnlyReadsIt() {
    DirtyBitmap x = fixture.addPersistent("x");
    fixture.write(4);
    fixture.node.storage().setAccess(x, Access.READ_ONLY);
    BackupJob job =
        fixture.node.startBackup(BackupRequest.of(SyncMode.BITMAP, "x", BitmapMode.NEVER), TARGET);
    copyAll(job);
    job.succeed();
    assertEquals(granules(4), dirty(x));
    assertTrue(x.isReadOnly() && x.isEnabled() && !x.isBusy());
  }

  @Test
  void successIsRefusedWhileSomethingIsNotCopied() {
    fixture.add("x");
    fixture.write(1, 2);
    BackupJob job = fixture.node.startBackup(BackupRequest.incremental("x"), TARGET);
    job.copied(UNIT, UNIT);
    IllegalStateException refused = assertThrows(IllegalStateException.class, job::succeed);
    assertTrue(refused.getMessage().contains("65536 bytes"), refused.getMessage());
    job.copied(2 * UNIT, UNIT);
    job.succeed();
    assertEquals(0, fixture.node.require("x").count());
  }

  @Test
  void aJobEndsOnce() {
    BackupJob job = fixture.node.startBackup(BackupRequest.of(SyncMode.FULL), TARGET);
    assertEquals(16 * Fixture.MIB, job.remainingBytes());
    job.cancel();
    assertThrows(IllegalStateException.class, job::cancel);
    assertThrows(IllegalStateException.class, job::succeed);
    assertThrows(IllegalStateException.class, job::remainingBytes);
    job.close();
  }

  @Test
  void aBackupOfWhatIsOverwrittenNeedsNothingCopied() {
    BackupJob job = fixture.node.startBackup(BackupRequest.of(SyncMode.NONE), TARGET);
    job.succeed();
    assertTrue(fixture.node.bitmaps().isEmpty());
  }

  @Test
  void aUnitThatIsAllocatedInPartIsCopied() {
    BackupJob job = fixture.node.startBackup(BackupRequest.of(SyncMode.TOP), TARGET);
    job.skipUnallocated(UNIT / 2, 2 * UNIT);
    assertEquals(16 * Fixture.MIB - UNIT, job.remainingBytes());
    job.skipUnallocated(10 * UNIT + 1, UNIT - 2);
    assertEquals(16 * Fixture.MIB - UNIT, job.remainingBytes());
    assertThrows(IndexOutOfBoundsException.class, () -> job.skipUnallocated(16 * Fixture.MIB, 1));
    job.close();
  }

  @Test
  void onlyABackupOfTheTopImageSkipsWhatIsNotAllocated() {
    try (BackupJob job = fixture.node.startBackup(BackupRequest.of(SyncMode.FULL), TARGET)) {
      assertThrows(IllegalStateException.class, () -> job.skipUnallocated(0, UNIT));
    }
  }

  @Test
  void theLastUnitOfADiskThatEndsInsideItIsCopied() {
    BitmapNode odd = Fixture.node("odd", UNIT + 512, null);
    odd.add(BitmapSpec.named("x"));
    odd.write(UNIT, 512);
    BackupJob job =
        odd.startBackup(BackupRequest.incremental("x"), new BackupTarget(UNIT + 512, 65536));
    copyAll(job);
    job.succeed();
    assertEquals(0, odd.require("x").count());
  }

  @Test
  void theSizeStaysWhileABackupRuns() {
    try (BackupJob job = fixture.node.startBackup(BackupRequest.of(SyncMode.FULL), TARGET)) {
      assertEquals(UNIT, job.copyGranularity().bytes());
      assertThrows(IllegalStateException.class, () -> fixture.node.resize(32 * Fixture.MIB));
    }
    fixture.node.resize(32 * Fixture.MIB);
  }
}
