package dev.dirtybench.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.dirtybench.benchmarks.pass.Operation;
import dev.dirtybench.benchmarks.pass.Pollution;
import dev.dirtybench.benchmarks.pass.Windows;
import dev.dirtybench.spi.Granularity;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResumptionTest {
  @Test
  void cellsThatDifferInPollutionAloneHaveEntriesOfTheirOwn() {
    Set<Map<String, String>> parameters = new HashSet<>();
    for (Pollution pollution : Pollution.values()) {
      parameters.add(CellRunner.parameters(cell(pollution)));
    }
    assertEquals(Pollution.values().length, parameters.size());
    for (Map<String, String> one : parameters) {
      for (Map<String, String> other : parameters) {
        if (one != other) {
          assertNotEquals(true, one.entrySet().containsAll(other.entrySet()), one.toString());
        }
      }
    }
  }

  private static PlannedCell cell(Pollution pollution) {
    PlannedTrace trace =
        new PlannedTrace("t", "t", "made up", 1 << 20, 1, 0, 1, "ab", granularity -> 0.5);
    return new PlannedCell(
        Operation.SET,
        "hbitmap",
        trace,
        Granularity.parse("64K"),
        Windows.DEFAULT,
        pollution,
        null);
  }
}
