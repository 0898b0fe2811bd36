package dev.dirtybench.backend.adaptive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dirtybench.spi.Granularity;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Merges of a bitmap of a finer granularity, beside a {@link BitSet} filled bit by bit. */
class CoarseningTest {
  private static final long SEED = Long.getLong("dirtybench.seed", 20261124);
  private static final int BITS = 9 * WordPiece.BITS - 77;

  private final Random random = new Random(SEED);

  @Test
  void aWordFoldsAsItsBitsDo() {
    for (int round = 0; round < 200; round++) {
      long bits = random.nextLong() & random.nextLong() & random.nextLong();
      for (int fold = 0; fold < 6; fold++) {
        long expected = 0;
        for (int bit = 0; bit < 64; bit++) {
          expected |= (bits >>> bit & 1) << (bit >>> fold);
        }
        String where = Long.toHexString(bits) + " by " + fold + ", seed " + SEED;
        assertEquals(expected, Coarsening.folded(bits, fold), where);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 6, 7, 11, 12, 13, 15, 16, 17, 20})
  void everyFormOfPieceMarksWhatItsBitsTouch(int shift) {
    AdaptiveProvider provider = new AdaptiveProvider();
    for (boolean rests : new boolean[] {false, true}) {
      BitSet expected = new BitSet();
      try (AdaptiveBitmap fine = (AdaptiveBitmap) provider.create(BITS, new Granularity(0));
          AdaptiveBitmap coarse = (AdaptiveBitmap) provider.create(BITS, new Granularity(shift))) {
        fill(fine);
        if (rests) {
          fine.compact();
        }
        coarse.setDirty(BITS / 3, 1);
        expected.set(BITS / 3 >>> shift);
        for (long bit = fine.nextDirty(0, BITS); bit >= 0; bit = fine.nextDirty(bit + 1, BITS)) {
          expected.set((int) (bit >>> shift));
        }
        coarse.merge(fine);
        String where = "shift " + shift + (rests ? ", at rest" : "") + ", seed " + SEED;
        assertEquals(expected.cardinality(), coarse.dirtyBitCount(), where);
        for (int bit = 0; bit < coarse.bitCount(); bit++) {
          assertEquals(
              expected.get(bit), coarse.isDirty((long) bit << shift), where + ", bit " + bit);
        }
      }
    }
  }

  /** Pieces: clean, dirty, one run, few runs, many runs, single bits, noise, and an end. */
  private void fill(AdaptiveBitmap fine) {
    int piece = WordPiece.BITS;
    fine.setDirty(piece, piece);
    fine.setDirty(2 * piece + 5000, 9000);
    for (int run = 0; run < 300; run++) {
      fine.setDirty(3 * piece + random.nextInt(piece - 99), 1 + random.nextInt(99));
      fine.setDirty(4 * piece + random.nextInt(piece), 1);
    }
    for (int bit = 0; bit < piece / 2; bit++) {
      fine.setDirty(5 * piece + random.nextInt(piece), 1);
    }
    fine.setDirty(7 * piece - 1, 2);
    fine.setDirty(BITS - 1, 1);
  }
}
