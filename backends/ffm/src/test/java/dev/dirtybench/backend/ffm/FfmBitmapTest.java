package dev.dirtybench.backend.ffm;

import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.testkit.BitmapContract;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_22)
class FfmBitmapTest extends BitmapContract {
  @Override
  protected BitmapProvider provider() {
    return new FfmProvider();
  }

  /** Fewer than by default: closing a shared arena waits for every thread of the JVM. */
  @Override
  protected int createCloseCycles() {
    return 100_000;
  }
}
