package dev.dirtybench.backend.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.testkit.BitmapContract;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FlatBitmapTest extends BitmapContract {
  @Override
  protected BitmapProvider provider() {
    return new PlainProvider();
  }

  @Test
  void keepsWhatIsMarkedAndDoesNotCompete() {
    assertEquals(Set.of(Capability.REFERENCE), provider().capabilities());
  }

  @Test
  void countsAnewAfterEveryKindOfChange() {
    long granule = Granularity.DEFAULT.bytes();
    try (Bitmap one = provider().create(200 * granule, Granularity.DEFAULT);
        Bitmap other = provider().create(200 * granule, Granularity.DEFAULT)) {
      one.setDirty(0, 70 * granule);
      other.setDirty(100 * granule, 100 * granule);
      one.merge(other);
      assertEquals(170, one.dirtyBitCount());
      one.setDirty(70 * granule, granule);
      assertEquals(171, one.dirtyBitCount());
      one.clearDirty(0, 71 * granule);
      assertEquals(100, one.dirtyBitCount());
      one.truncate(150 * granule);
      assertEquals(50, one.dirtyBitCount());
      one.clearAll();
      assertEquals(0, one.dirtyBitCount());
    }
  }
}
