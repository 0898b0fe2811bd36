package dev.dirtybench.backend.peers;

import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.testkit.BitmapContract;

class LuceneFixedBitmapTest extends BitmapContract {
  @Override
  protected BitmapProvider provider() {
    return new LuceneFixedProvider();
  }
}
