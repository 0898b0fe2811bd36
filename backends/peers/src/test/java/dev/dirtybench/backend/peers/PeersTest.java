package dev.dirtybench.backend.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeersTest {
  @Test
  void everyBackendOfThisModuleIsAPeerAndSaysSo() {
    Backends known = Backends.load();
    assertEquals(
        List.of("ewah", "hppc", "lucene-fixed", "lucene-sparse", "roaring-mapped", "sparsebitset"),
        known.available());
    for (String name : known.available()) {
      BitmapProvider provider = known.require(name);
      assertTrue(provider.capabilities().contains(Capability.PEER), name);
      assertTrue(provider.description().startsWith("peer: "), provider.description());
    }
  }
}
