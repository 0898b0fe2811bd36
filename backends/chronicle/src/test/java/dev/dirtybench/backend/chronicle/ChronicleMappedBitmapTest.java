package dev.dirtybench.backend.chronicle;

import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.testkit.BitmapContract;

class ChronicleMappedBitmapTest extends BitmapContract {
  @Override
  protected BitmapProvider provider() {
    return new ChronicleMappedProvider();
  }

  /** The files are sparse: clean parts of a large bitmap take no room. */
  @Override
  protected long largestBitCountToTest() {
    return 1L << 34;
  }
}
