package dev.dirtybench.backend.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that end where a leaf of zaxxer's SparseBitSet does, behind which it misses a word. */
class SparseBitSetRunsTest {
  @ParameterizedTest
  @ValueSource(ints = {2048, 4096, 65536, 3 * 65536})
  void aRunThatEndsWithALeafEndsThere(int end) {
    try (Bitmap bitmap = new SparseBitSetProvider().create(1 << 20, new Granularity(0))) {
      bitmap.setDirty(end - 1000, 1000);
      assertEquals(end, bitmap.nextClean(end - 1000, Long.MAX_VALUE));
      assertEquals(end, bitmap.nextClean(end - 1, Long.MAX_VALUE));
      bitmap.setDirty(end, 64);
      assertEquals(end + 64, bitmap.nextClean(end - 1000, Long.MAX_VALUE));
    }
  }
}
