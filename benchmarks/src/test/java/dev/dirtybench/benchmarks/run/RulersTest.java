package dev.dirtybench.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RulersTest {
  @Test
  void aJvmOfItsOwnGivesATimeForEachRuler() throws Exception {
    Map<String, Double> scores =
        new Rulers(TargetJvm.current(), System.getProperty("java.class.path")).measure();
    assertEquals(
        List.of("popcount-l1", "chase-16m", "allocate-gc", "copy-64m"),
        List.copyOf(scores.keySet()));
    assertTrue(scores.values().stream().allMatch(score -> score > 0), scores.toString());
  }

  @Test
  void aJvmThatCannotRunThemIsAnErrorThatSaysWhatItSaid() {
    IOException e =
        assertThrows(
            IOException.class, () -> new Rulers(TargetJvm.current(), "nowhere.jar").measure());
    assertTrue(e.getMessage().contains("RulerMain"), e.getMessage());
  }
}
