package dev.dirtybench.backend.agrona;

import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.testkit.BitmapContract;

class AgronaBitmapTest extends BitmapContract {
  @Override
  protected BitmapProvider provider() {
    return new AgronaProvider();
  }
}
