package dev.dirtybench.backend.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The last bits that the libraries' indices reach. HPPC's take more memory than a test has. */
class LargestBitmapTest {
  private static final Granularity BYTE = new Granularity(0);

  @ParameterizedTest
  @ValueSource(
      strings = {"lucene-fixed", "lucene-sparse", "ewah", "roaring-mapped", "sparsebitset"})
  void theLastBitsOfTheLargestBitmapWork(String name) {
    BitmapProvider provider = Backends.load().require(name);
    long most = provider.maxBits();
    try (Bitmap bitmap = provider.create(most, BYTE)) {
      bitmap.setDirty(most - 1, 1);
      bitmap.setDirty(most - 200, 100);
      assertEquals(101, bitmap.dirtyBitCount());
      assertEquals(most - 200, bitmap.nextDirty(0, Long.MAX_VALUE));
      assertEquals(most - 100, bitmap.nextClean(most - 200, Long.MAX_VALUE));
      assertEquals(most - 1, bitmap.nextDirty(most - 100, Long.MAX_VALUE));
      assertEquals(Bitmap.NONE, bitmap.nextClean(most - 1, Long.MAX_VALUE));
      long[] last = new long[1];
      bitmap.copyWords(bitmap.wordCount() - 1, last, 0, 1);
      assertEquals(1L << (most - 1), last[0]);
      bitmap.clearDirty(most - 150, 150);
      assertEquals(50, bitmap.dirtyBitCount());
      assertThrows(IllegalArgumentException.class, () -> bitmap.truncate(most + 1));
      assertEquals(50, bitmap.dirtyBitCount());
    }
    assertThrows(IllegalArgumentException.class, () -> provider.create(most + 1, BYTE));
  }
}
