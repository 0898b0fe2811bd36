package dev.dirtybench.backend.roaring;

import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.testkit.BitmapContract;

class RoaringBackedBitmapTest extends BitmapContract {
  @Override
  protected BitmapProvider provider() {
    return new RoaringProvider();
  }
}
