package dev.dirtybench.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmChoiceTest {
  private static final Path HOME = Path.of(System.getProperty("java.home"));
  private static final String LABEL = "jdk" + Runtime.version().feature();

  @TempDir Path folder;

  @Test
  void withoutANameItIsTheJvmThatRuns() {
    JvmChoice choice = JvmChoice.of(List.of());
    assertFalse(choice.isSession());
    assertEquals(List.of(LABEL), choice.labels());
  }

  @Test
  void twoHomesOfOneReleaseAreToldApart() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), HOME);
    JvmChoice choice = JvmChoice.of(List.of(HOME.toString(), link.toString()));
    assertTrue(choice.isSession());
    assertEquals(List.of(LABEL + "a", LABEL + "b"), choice.labels());
    assertEquals(link.resolve("bin/java").toString(), choice.jvms().get(1).launcher());
  }

  @Test
  void oneJvmTwiceIsRefused() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> JvmChoice.of(List.of(HOME.toString(), HOME.resolve("bin/java").toString())))
            .getMessage();
    assertTrue(message.contains("expected each JVM once"), message);
  }

  @Test
  void flagsAreThoseThatTheJvmItselfKnows() {
    assertFalse(jvm("17").flags().contains("--sun-misc-unsafe-memory-access=allow"));
    assertTrue(jvm("25").flags().contains("--sun-misc-unsafe-memory-access=allow"));
  }

  private static TargetJvm jvm(String version) {
    return new TargetJvm("java", java.util.Map.of("java.specification.version", version));
  }
}
