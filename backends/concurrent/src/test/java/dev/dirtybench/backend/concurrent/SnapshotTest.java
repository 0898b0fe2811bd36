package dev.dirtybench.backend.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import org.junit.jupiter.api.Test;

/** Moving dirt out, by one thread. */
class SnapshotTest {
  private static final long SIZE = (1 << 20) - 5;
  private static final Granularity GRANULE = new Granularity(1);

  private static ConcurrentBitmap bitmap() {
    return new ConcurrentBitmap(SIZE, GRANULE);
  }

  @Test
  void dirtMovesAndTheSourceIsClean() {
    ConcurrentBitmap source = bitmap();
    ConcurrentBitmap snapshot = bitmap();
    source.setDirty(0, 1);
    source.setDirty(1000, 400_000);
    source.setDirty(SIZE - 1, 1);
    long dirty = source.dirtyBitCount();
    source.moveDirtTo(snapshot);
    assertTrue(source.isEmpty());
    assertEquals(dirty, snapshot.dirtyBitCount());
    assertTrue(snapshot.isDirty(0));
    assertEquals(401_000, snapshot.nextClean(1000, SIZE));
    assertTrue(snapshot.isDirty(SIZE - 1));
  }

  @Test
  void whatAFailedBackupLeftIsTakenUpByTheNext() {
    ConcurrentBitmap source = bitmap();
    ConcurrentBitmap snapshot = bitmap();
    source.setDirty(5000, 2);
    source.moveDirtTo(snapshot);
    source.setDirty(9000, 2);
    source.moveDirtTo(snapshot);
    assertEquals(2, snapshot.dirtyBitCount());
    assertTrue(snapshot.isDirty(5000) && snapshot.isDirty(9000));
  }

  @Test
  void aMarkAfterAMoveIsForTheNextOne() {
    ConcurrentBitmap source = bitmap();
    ConcurrentBitmap first = bitmap();
    ConcurrentBitmap second = bitmap();
    source.setDirty(5000, 2);
    source.moveDirtTo(first);
    source.setDirty(5000, 2);
    source.moveDirtTo(second);
    assertTrue(first.isDirty(5000) && second.isDirty(5000));
    assertFalse(source.isDirty(5000));
  }

  @Test
  void aSnapshotMergesIntoABitmapOfAnyBackend() {
    ConcurrentBitmap source = bitmap();
    ConcurrentBitmap snapshot = bitmap();
    source.setDirty(300_000, 4);
    source.moveDirtTo(snapshot);
    try (Bitmap other = new ForeignBitmap(SIZE, new Granularity(4))) {
      other.merge(snapshot);
      assertEquals(300_000, other.nextDirty(0, SIZE));
    }
  }

  @Test
  void aTargetThatDoesNotFitIsRefusedAndNothingMoves() {
    ConcurrentBitmap source = bitmap();
    source.setDirty(300_000, 4);
    refused(source, source);
    refused(source, new ConcurrentBitmap(SIZE + 2, GRANULE));
    refused(source, new ConcurrentBitmap(SIZE, new Granularity(2)));
    refused(source, new ForeignBitmap(SIZE, GRANULE));
    ConcurrentBitmap closed = bitmap();
    closed.close();
    assertThrows(IllegalStateException.class, () -> source.moveDirtTo(closed));
    assertEquals(2, source.dirtyBitCount());
  }

  private static void refused(ConcurrentBitmap source, Bitmap target) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> source.moveDirtTo(target));
    assertTrue(refusal.getMessage().contains("got"), refusal.getMessage());
  }

  @Test
  void aClosedBitmapMovesNothing() {
    ConcurrentBitmap source = bitmap();
    source.close();
    assertThrows(IllegalStateException.class, () -> source.moveDirtTo(bitmap()));
  }
}
