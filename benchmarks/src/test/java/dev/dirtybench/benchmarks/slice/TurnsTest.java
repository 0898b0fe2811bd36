package dev.dirtybench.benchmarks.slice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final SlicePlan SHORT = new SlicePlan(20, 3, 2, 500, 1);
  private static final String TRACE = "extents:size=64M,operations=200,seed=3";

  private static List<String> fork(String... words) {
    String classPath = System.getProperty("java.class.path");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                TurnMain.class.getName(),
                classPath));
    command.addAll(List.of(words));
    return command;
  }

  private static List<String> cell(String operation) {
    return fork(operation, "hbitmap", TRACE, "64K", "0", "7");
  }

  @Test
  void bothForksAreTimedInEveryBlockAndLeaveTheSame() throws Exception {
    Turns.Outcome outcome = Turns.run(SHORT, cell("merge"), cell("merge"), false, Map.of());
    assertEquals(3, outcome.slices().logRatios().length);
    assertTrue(Arrays.stream(outcome.slices().nanosA()).allMatch(nanos -> nanos > 0));
    assertTrue(Arrays.stream(outcome.slices().nanosB()).allMatch(nanos -> nanos > 0));
    assertEquals(outcome.digestA(), outcome.digestB());
  }

  @Test
  void forksThatLeaveOtherThingsHaveOtherDigests() throws Exception {
    Turns.Outcome outcome = Turns.run(SHORT, cell("merge"), cell("clear"), true, Map.of());
    assertNotEquals(outcome.digestA(), outcome.digestB());
  }

  @Test
  void aForkThatEndsIsToldWithItsLastLines() {
    IOException fault =
        assertThrows(
            IOException.class,
            () ->
                Turns.run(
                    SHORT,
                    cell("merge"),
                    fork("set", "no-such", TRACE, "64K", "0", "7"),
                    true,
                    Map.of()));
    assertTrue(fault.getMessage().startsWith("the fork ended: "), fault.getMessage());
    assertTrue(fault.getMessage().contains("no-such"), fault.getMessage());
  }
}
