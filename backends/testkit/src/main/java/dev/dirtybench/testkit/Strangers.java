package dev.dirtybench.testkit;

import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.BitmapProvider;
import java.util.ArrayList;
import java.util.List;

/** The bitmaps that one under test has to get on with. */
final class Strangers {
  private Strangers() {}

  /** The backend itself, the plain bitmap, and every backend on the class path that keeps. */
  static List<BitmapProvider> of(BitmapProvider backend) {
    List<BitmapProvider> all = new ArrayList<>();
    all.add(backend);
    all.add(new PlainProvider());
    Backends backends = Backends.load();
    for (String name : backends.keepers()) {
      BitmapProvider other = backends.require(name);
      if (other.getClass() != backend.getClass()) {
        all.add(other);
      }
    }
    return all;
  }
}
