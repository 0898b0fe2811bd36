package dev.dirtybench.backend.chronicle;

import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.testkit.AllocationContract;

class AllocationTest extends AllocationContract {
  @Override
  protected BitmapProvider provider() {
    return new ChronicleProvider();
  }

  @Override
  protected BitmapProvider other() {
    return new ChronicleMappedProvider();
  }
}
