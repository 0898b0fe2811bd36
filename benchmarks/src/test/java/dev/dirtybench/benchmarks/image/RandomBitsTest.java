package dev.dirtybench.benchmarks.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomBitsTest {
  private static final long BITS = (1 << 23) + 77;

  private static Bitmap filled(double density, long seed) {
    Bitmap bitmap = Backends.load().require("hbitmap").create(BITS * 65536, Granularity.DEFAULT);
    new RandomBits(density, seed).fill(bitmap);
    return bitmap;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.0001, 0.01, 0.5, 0.9, 1})
  void setsTheShareThatWasAskedFor(double density) {
    try (Bitmap bitmap = filled(density, 1)) {
      double deviation = Math.sqrt(BITS * density * (1 - density));
      assertEquals(BITS * density, bitmap.dirtyBitCount(), 6 * deviation);
    }
  }

  @Test
  void givesTheSameBitsForTheSameSeedAlone() {
    assertEquals(serialized(filled(0.01, 7)), serialized(filled(0.01, 7)));
    assertNotEquals(serialized(filled(0.01, 7)), serialized(filled(0.01, 8)));
  }

  private static ByteBuffer serialized(Bitmap bitmap) {
    try (bitmap) {
      ByteBuffer buffer = ByteBuffer.allocate((int) bitmap.serializedBytes());
      bitmap.serialize(buffer);
      return buffer.flip();
    }
  }

  @Test
  void refusesADensityThatIsNone() {
    assertThrows(IllegalArgumentException.class, () -> new RandomBits(1.01, 1));
    assertThrows(IllegalArgumentException.class, () -> new RandomBits(Double.NaN, 1));
  }
}
