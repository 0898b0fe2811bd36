package dev.dirtybench.backend.bitset;

import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.testkit.BitmapContract;

class BitSetBitmapTest extends BitmapContract {
  @Override
  protected BitmapProvider provider() {
    return new BitSetProvider();
  }
}
