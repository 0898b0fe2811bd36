package dev.dirtybench.backend.agrona;

import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.testkit.AllocationContract;

class AllocationTest extends AllocationContract {
  @Override
  protected BitmapProvider provider() {
    return new AgronaProvider();
  }
}
