package dev.dirtybench.backend.adaptive;

import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.testkit.BitmapContract;

class AdaptiveBitmapTest extends BitmapContract {
  @Override
  protected BitmapProvider provider() {
    return new AdaptiveProvider();
  }
}
