package dev.dirtybench.backend.offheap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.testkit.BitmapContract;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LevelledBitmapTest extends BitmapContract {
  private static final long SEED = 20261123;
  private static final Granularity BYTE = new Granularity(0);

  @Override
  protected BitmapProvider provider() {
    return new BufferProvider();
  }

  /** The two ways to merge a block: word by word, and at once where it is dense. */
  @Test
  void aMergeOfBlocksOfEveryDensityCountsWhatItAdds() {
    long bits = 64 * 64 * 66 + 700;
    Random random = new Random(SEED);
    try (Bitmap target = provider().create(bits, BYTE);
        Bitmap source = provider().create(bits, BYTE)) {
      for (long word = 0; word < bits >>> 6; word++) {
        long wordsInBlock = word >>> 6;
        if (random.nextInt(66) < wordsInBlock) {
          source.setDirty((word << 6) + random.nextInt(64), 1);
        }
        if (random.nextBoolean()) {
          target.setDirty((word << 6) + random.nextInt(64), 1);
        }
      }
      source.setDirty(bits - 1, 1);
      long expected = 0;
      for (long bit = 0; bit < bits; bit++) {
        expected += target.isDirty(bit) || source.isDirty(bit) ? 1 : 0;
      }
      target.merge(source);
      assertEquals(expected, target.dirtyBitCount(), "seed " + SEED);
      long found = 0;
      for (long bit = target.nextDirty(0, bits);
          bit != Bitmap.NONE;
          bit = target.nextDirty(bit + 1, bits)) {
        found++;
      }
      assertEquals(expected, found, "seed " + SEED);
    }
  }

  @Test
  void growingPastTheLimitSaysWhoseItIsAndChangesNothing() {
    try (Bitmap bitmap = provider().create(100, BYTE)) {
      bitmap.setDirty(3, 1);
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> bitmap.truncate(BufferProvider.MAX_BITS + 1))
              .getMessage();
      assertTrue(message.contains("backend buffer holds at most 1073741824 bits"), message);
      assertEquals(100, bitmap.size());
      assertEquals(1, bitmap.dirtyBitCount());
    }
  }

  @Test
  void wordsThatWereThereBeforeAreCountedGhostBitsIncluded() {
    AllocatedStorage storage = new AllocatedStorage(300, BufferWords::new);
    storage.words().fill(0, 1, (byte) -1);
    storage.words().put(200, 0b101);
    storage.words().put(299, 0b11L << 62);
    try (LevelledBitmap bitmap =
        new LevelledBitmap(300 * 64 - 1, BYTE, new BitLimit("x", 1 << 20), storage) {}) {
      bitmap.countPresentBits();
      assertEquals(68, bitmap.dirtyBitCount());
      assertEquals(1L << 63, bitmap.presentGhostBits());
      assertEquals(200 * 64, bitmap.nextDirty(64, Long.MAX_VALUE));
      assertEquals(200 * 64 + 2, bitmap.nextDirty(200 * 64 + 1, Long.MAX_VALUE));
    }
  }
}
