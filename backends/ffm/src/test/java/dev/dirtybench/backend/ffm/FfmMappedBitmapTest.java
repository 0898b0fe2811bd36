package dev.dirtybench.backend.ffm;

import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.testkit.BitmapContract;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_22)
class FfmMappedBitmapTest extends BitmapContract {
  @Override
  protected BitmapProvider provider() {
    return new FfmMappedProvider();
  }

  /** The files are sparse: clean parts of a large bitmap take no room. */
  @Override
  protected long largestBitCountToTest() {
    return 1L << 34;
  }
}
