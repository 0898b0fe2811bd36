package dev.dirtybench.backend.chronicle;

import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.testkit.BitmapContract;

class ChronicleMappedBitmapTest extends BitmapContract {
  @Override
  protected BitmapProvider provider() {
    return new ChronicleMappedProvider();
  }
}
