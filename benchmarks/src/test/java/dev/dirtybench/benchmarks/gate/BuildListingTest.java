package dev.dirtybench.benchmarks.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BuildListingTest {
  private static final String JSON =
      "{\"backends\":[{\"name\":\"bitset\",\"capabilities\":[]},"
          + "{\"name\":\"plain\",\"capabilities\":[\"REFERENCE\"]},"
          + "{\"name\":\"noop\",\"capabilities\":[\"KEEPS_NOTHING\"]}],"
          + "\"traces\":[{\"name\":\"postgres\"},{\"name\":\"extents:...\"}],"
          + "\"operations\":[{\"name\":\"set\"},{\"name\":\"merge\"}]}";

  @Test
  void whatABuildListsIsWhatItKnows() throws Exception {
    BuildListing build = BuildListing.parse(JSON);
    assertEquals(Set.of("bitset", "plain", "noop"), build.backends());
    assertEquals(Set.of("plain", "noop"), build.yardsticks());
    assertEquals(Set.of("set", "merge"), build.operations());
    assertTrue(build.knowsTrace("postgres"));
    assertTrue(build.knowsTrace("extents:size=4G,operations=500,seed=3"));
    assertTrue(build.knowsTrace("pom.xml"), "a file may be a trace for all that is known here");
    assertFalse(build.knowsTrace("sqlite"));
    assertFalse(build.knowsTrace("zipf:size=4G"));
  }

  @Test
  void whatIsNoJsonIsNotTakenForAnEmptyBuild() {
    assertThrows(JsonProcessingException.class, () -> BuildListing.parse("Usage: dirtybench"));
  }
}
