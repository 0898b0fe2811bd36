package dev.dirtybench.backend.offheap;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class OpenPackagesTest {
  @Test
  void aPackageThatIsNotOpenIsNamedWithTheOptionThatOpensIt() {
    assertEquals(
        "backend x needs the package java.base/jdk.internal.vm opened, got a JVM without it;"
            + " start it with --add-opens java.base/jdk.internal.vm=ALL-UNNAMED",
        assertThrows(
                IllegalStateException.class,
                () -> OpenPackages.require("x", "sun.nio.ch", "jdk.internal.vm"))
            .getMessage());
  }

  @Test
  void aPackageThatIsOpenIsFine() {
    assertDoesNotThrow(() -> OpenPackages.require("x", "sun.nio.ch"));
  }
}
