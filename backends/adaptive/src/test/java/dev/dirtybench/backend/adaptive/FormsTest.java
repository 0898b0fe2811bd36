package dev.dirtybench.backend.adaptive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.spi.Granularity;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Where a piece changes its form, and where it must not. */
class FormsTest {
  private static final int PIECE = WordPiece.BITS;

  private final AdaptiveBitmap bitmap = bitmap(4);

  private static AdaptiveBitmap bitmap(long pieces) {
    return (AdaptiveBitmap) new AdaptiveProvider().create(pieces * PIECE, new Granularity(0));
  }

  private long[] piece(int number) {
    return bitmap.directory().get(number);
  }

  @Test
  void anUntouchedPieceIsShared() {
    assertSame(Directory.EMPTY, piece(0));
  }

  @Test
  void aPieceMarkedAsAWholeIsShared() {
    bitmap.setDirty(PIECE, 2 * PIECE);
    assertSame(Directory.FULL, piece(1));
    assertSame(Directory.FULL, piece(2));
    assertEquals(2 * PIECE, bitmap.dirtyBitCount());
    bitmap.clearDirty(PIECE, PIECE);
    assertSame(Directory.EMPTY, piece(1));
  }

  @Test
  void aHoleInASharedPieceMakesAListOfTwoRuns() {
    bitmap.setDirty(0, PIECE);
    bitmap.clearDirty(100, 1);
    assertEquals(2, PackedPiece.size(piece(0)));
    assertEquals(PIECE - 1, bitmap.dirtyBitCount());
  }

  @Test
  void fourRunsAreAListAndTheFifthMakesWords() {
    for (int run = 0; run < PackedPiece.MOST_MARKED; run++) {
      bitmap.setDirty(1000 * run, 10);
      assertFalse(WordPiece.is(piece(0)), "runs: " + (run + 1));
      assertEquals(run + 1, PackedPiece.size(piece(0)));
    }
    bitmap.setDirty(5000, 10);
    assertTrue(WordPiece.is(piece(0)));
    assertEquals(50, bitmap.dirtyBitCount());
  }

  @Test
  void theSixteenthTouchMakesWordsEvenIfItChangesNothing() {
    bitmap.setDirty(7, 1);
    for (int touch = 1; touch < Forms.HOT; touch++) {
      assertFalse(WordPiece.is(piece(0)), "touches after the first: " + touch);
      bitmap.setDirty(7, 1);
    }
    bitmap.setDirty(7, 1);
    assertTrue(WordPiece.is(piece(0)));
    assertEquals(1, bitmap.dirtyBitCount());
  }

  @Test
  void clearsCountAsTouches() {
    bitmap.setDirty(7, 1);
    for (int touch = 0; touch < Forms.HOT; touch++) {
      bitmap.clearDirty(8, 1);
    }
    assertTrue(WordPiece.is(piece(0)));
  }

  @Test
  void wordsStayWordsWhenTheyGetEmptyOrFull() {
    warm();
    long[] words = piece(0);
    for (int cycle = 0; cycle < 100; cycle++) {
      bitmap.setDirty(0, PIECE);
      bitmap.clearDirty(0, PIECE);
      bitmap.setDirty(cycle, 1);
      bitmap.clearAll();
      assertSame(words, piece(0), "cycle " + cycle);
    }
  }

  @Test
  void wordsAreGivenUpAtTheEighthClearInARowThatFindsThemClean() {
    warm();
    bitmap.clearAll();
    for (int clear = 1; clear < Forms.IDLE; clear++) {
      bitmap.clearAll();
      assertTrue(piece(0) != Directory.EMPTY, "clear " + clear);
    }
    bitmap.clearAll();
    assertSame(Directory.EMPTY, piece(0));
  }

  @Test
  void useBetweenClearsKeepsWords() {
    warm();
    long[] words = piece(0);
    for (int clear = 0; clear < 5 * Forms.IDLE; clear++) {
      if (clear % (Forms.IDLE - 1) == 0) {
        bitmap.setDirty(3, 1);
      }
      bitmap.clearAll();
    }
    assertSame(words, piece(0));
  }

  @Test
  void aRestPacksAndTheSixteenthTouchUnpacks() {
    warm();
    bitmap.compact();
    long[] packed = piece(0);
    assertFalse(WordPiece.is(packed));
    for (int touch = 1; touch < Forms.HOT; touch++) {
      bitmap.setDirty(0, 1);
    }
    assertSame(packed, piece(0));
    bitmap.setDirty(0, 1);
    assertNotSame(packed, piece(0));
    assertTrue(WordPiece.is(piece(0)));
  }

  @Test
  void aRestTakesPositionsRunsGatheredWordsAndWordsEachWhereItIsSmallest() {
    for (int bit = 0; bit < 2000; bit++) {
      bitmap.setDirty(bit * 32L, 1);
      bitmap.setDirty(PIECE + bit % 300 * 200L, 150);
      bitmap.setDirty(2 * PIECE + bit * 2L, 1);
    }
    for (int bit = 0; bit < PIECE / 4; bit++) {
      bitmap.setDirty(3 * PIECE + bit * 4L, 2);
    }
    long count = bitmap.dirtyBitCount();
    bitmap.compact();
    assertTrue(PackedPiece.holdsPositions(piece(0)));
    assertEquals(300, PackedPiece.size(piece(1)));
    assertTrue(GatheredPiece.is(piece(2)));
    assertTrue(WordPiece.is(piece(3)));
    assertEquals(count, bitmap.dirtyBitCount());
    assertEquals(count, bitmap.directory().countFrom(0));
  }

  @Test
  void aRestSharesWhatBecameCleanOrFull() {
    warm();
    bitmap.setDirty(0, PIECE);
    bitmap.setDirty(PIECE, 5);
    bitmap.clearDirty(PIECE, 5);
    bitmap.compact();
    assertSame(Directory.FULL, piece(0));
    assertSame(Directory.EMPTY, piece(1));
  }

  @Test
  void wholeChunksAreShared() {
    try (AdaptiveBitmap large = bitmap(Directory.FLAT_PIECES + 1)) {
      long chunk = (long) Directory.CHUNK_PIECES * PIECE;
      large.setDirty(chunk - 1, 2 * chunk + 2);
      assertSame(Directory.FULL_CHUNK, large.directory().chunk(1));
      assertSame(Directory.FULL_CHUNK, large.directory().chunk(2));
      assertEquals(2 * chunk + 2, large.dirtyBitCount());
      assertEquals(3 * chunk + 1, large.nextClean(chunk, Long.MAX_VALUE));
      large.clearDirty(chunk, 1);
      assertEquals(2 * chunk + 1, large.dirtyBitCount());
      large.clearAll();
      assertSame(Directory.EMPTY_CHUNK, large.directory().chunk(2));
      assertTrue(large.isEmpty());
    }
  }

  @Test
  void whatIsLoadedAgainAndAgainBecomesWords() {
    ByteBuffer stored = ByteBuffer.allocate(4 * PIECE / 8);
    bitmap.setDirty(3, 1);
    bitmap.serialize(stored);
    for (int load = 1; load <= 4; load++) {
      assertFalse(WordPiece.is(piece(0)), "before load " + load);
      bitmap.clearAll();
      bitmap.deserialize(stored.rewind());
    }
    long[] words = piece(0);
    assertTrue(WordPiece.is(words));
    bitmap.clearAll();
    bitmap.deserialize(stored.rewind());
    assertSame(words, piece(0));
    assertEquals(1, bitmap.dirtyBitCount());
  }

  private void warm() {
    for (int touch = 0; touch <= Forms.HOT; touch++) {
      bitmap.setDirty(0, 20);
    }
    assertTrue(WordPiece.is(piece(0)));
  }
}
