package dev.dirtybench.benchmarks.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.benchmarks.run.Profile;
import dev.dirtybench.workloads.catalog.UnknownTraceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTest {
  @Test
  void givesRandomBitsADiskOfTheirLength() throws Exception {
    Subject subject = Subject.open("bits-64M-0.01");
    assertEquals(0.01, subject.bits().orElseThrow().density());
    assertEquals((64L << 20) * 8 * 65536, subject.trace().deviceSize());
    assertEquals("bits-64M-0.01", subject.trace().name());
  }

  @Test
  void tellsContentsApart() throws Exception {
    String digest = Subject.open("bits-2M-0.5").sha256();
    assertNotEquals(digest, Subject.open("bits-2M-0.25").sha256());
    assertNotEquals(digest, Subject.open("bits-4M-0.5").sha256());
    assertEquals(digest, Subject.open("bits-2M-0.5").sha256());
  }

  @Test
  void opensTraces() throws Exception {
    Subject subject = Subject.open("uniform:size=1G,operations=5");
    assertTrue(subject.bits().isEmpty());
    assertEquals(5, subject.trace().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bits-2M-1.5", "bits-3-0.5", "bits-0M-0.5", "bits-17G-0.5"})
  void refusesLengthsAndDensitiesThatCannotBe(String spec) {
    assertThrows(IllegalArgumentException.class, () -> Subject.open(spec));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bits-2M", "bits-2M-", "bits-M-0.5", "bits-2M-half"})
  void takesOtherTextsForTraces(String spec) {
    assertThrows(UnknownTraceException.class, () -> Subject.open(spec));
  }

  @Test
  void knowsThoseOfTheProfiles() throws Exception {
    assertEquals(9, Profile.FULL.randomBits().size());
    for (String spec : Profile.FULL.randomBits()) {
      assertTrue(Subject.open(spec).bits().isPresent(), spec);
    }
  }
}
