package dev.dirtybench.backend.ffm;

import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.testkit.BitmapContract;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_22)
class FfmConfinedBitmapTest extends BitmapContract {
  @Override
  protected BitmapProvider provider() {
    return new FfmConfinedProvider();
  }
}
