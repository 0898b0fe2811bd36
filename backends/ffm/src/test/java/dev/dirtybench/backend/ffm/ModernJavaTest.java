package dev.dirtybench.backend.ffm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.spi.UnavailableBackendException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModernJavaTest {
  @Test
  void anOldJvmIsToldWhatRunsIt() {
    assertEquals(
        Optional.of("needs Java 22 or newer to run, this is 17"),
        new ModernJava(17, 25, false).missing());
    assertEquals(
        Optional.of("needs Java 22 or newer to run, this is 21"),
        new ModernJava(21, 17, false).missing());
  }

  @Test
  void aBuildByAnOldJdkIsToldWhatBuildsIt() {
    assertEquals(
        Optional.of("needs a build by JDK 22 or newer, this one was made by 17"),
        new ModernJava(25, 17, true).missing());
  }

  @Test
  void aModernBuildInAModernJvmMissesNothing() {
    assertEquals(Optional.empty(), new ModernJava(22, 22, false).missing());
    assertEquals(Optional.empty(), new ModernJava(25, 22, true).missingForVectors());
  }

  @Test
  void vectorsMissTheirModuleLast() {
    assertEquals(
        Optional.of("needs Java 22 or newer to run, this is 17"),
        new ModernJava(17, 25, true).missingForVectors());
    String reason = new ModernJava(25, 25, false).missingForVectors().orElseThrow();
    assertTrue(reason.contains("--add-modules=jdk.incubator.vector"), reason);
  }

  @Test
  void theFactsOfThisBuildAreRead() {
    ModernJava here = ModernJava.here();
    assertEquals(Runtime.version().feature(), here.running());
    assertTrue(here.built() >= 17, "built by " + here.built());
  }

  @Test
  void allFourAreKnownWhetherTheyCanBeHadOrNot() {
    assertEquals(
        List.of("ffm", "ffm-confined", "ffm-mapped", "ffm-vector"), Backends.load().names());
  }

  @Test
  void whatIsMissingIsSaidWhenAskedForIt() {
    Optional<String> missing = ModernJava.here().missing();
    assumeTrue(missing.isPresent(), "nothing is missing here");
    String message =
        assertThrows(UnavailableBackendException.class, () -> Backends.load().require("ffm"))
            .getMessage();
    assertEquals("backend \"ffm\" " + missing.get(), message);
    assertThrows(
        IllegalStateException.class, () -> new FfmProvider().create(1, Granularity.DEFAULT));
  }
}
