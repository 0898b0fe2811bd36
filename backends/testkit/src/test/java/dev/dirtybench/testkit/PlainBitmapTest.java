package dev.dirtybench.testkit;

import dev.dirtybench.spi.BitmapProvider;

class PlainBitmapTest extends BitmapContract {
  @Override
  protected BitmapProvider provider() {
    return new PlainProvider();
  }
}
