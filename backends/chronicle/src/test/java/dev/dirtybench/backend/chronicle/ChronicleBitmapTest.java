package dev.dirtybench.backend.chronicle;

import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.testkit.BitmapContract;

class ChronicleBitmapTest extends BitmapContract {
  @Override
  protected BitmapProvider provider() {
    return new ChronicleProvider();
  }
}
