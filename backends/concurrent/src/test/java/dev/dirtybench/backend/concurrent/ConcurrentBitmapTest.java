package dev.dirtybench.backend.concurrent;

import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.testkit.BitmapContract;

class ConcurrentBitmapTest extends BitmapContract {
  @Override
  protected BitmapProvider provider() {
    return new ConcurrentBitmapProvider();
  }
}
