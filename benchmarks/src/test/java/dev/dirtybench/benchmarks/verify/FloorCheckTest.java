package dev.dirtybench.benchmarks.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.benchmarks.pass.Cell;
import dev.dirtybench.benchmarks.pass.Operation;
import dev.dirtybench.benchmarks.pass.Subject;
import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.Granularity;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FloorCheckTest {
  private static Cell cell(String trace) throws Exception {
    return cell("noop", trace);
  }

  private static Cell cell(String backend, String trace) throws Exception {
    return new Cell(Backends.load().require(backend), Subject.open(trace), Granularity.DEFAULT);
  }

  @Test
  void findsEveryWriteOfEveryOperationThatReplays() throws Exception {
    List<Operation> replays =
        Arrays.stream(Operation.values()).filter(Operation::replaysWrites).toList();
    assertEquals(List.of(Operation.SET, Operation.CLEAR, Operation.CYCLE), replays);
    for (String trace : List.of("uniform:size=64M,operations=700,seed=2", "alternating:size=64M")) {
      for (Operation operation : replays) {
        assertEquals(64, FloorCheck.digest(operation, cell(trace)).length());
      }
    }
  }

  @Test
  void findsEveryByteOfEveryOperationThatMovesThemAll() throws Exception {
    List<Operation> moves =
        Arrays.stream(Operation.values()).filter(Operation::movesEveryWord).toList();
    for (String size : List.of("64M", "65M", "5G")) {
      for (Operation operation : moves) {
        String trace = "uniform:size=" + size + ",operations=9,seed=1";
        assertEquals(64, FloorCheck.digest(operation, cell("copy", trace)).length());
      }
    }
  }

  @Test
  void refusesACopyThatMovesTooMuchOrToldRanges() throws Exception {
    Cell cell = cell("copy", "uniform:size=1G,operations=9,seed=1");
    for (Operation operation : List.of(Operation.MERGE, Operation.SET)) {
      var refused =
          assertThrows(IllegalStateException.class, () -> FloorCheck.digest(operation, cell));
      assertTrue(
          refused
              .getMessage()
              .startsWith("a pass must hand over 0 ranges with sum 0 and move 2048 bytes, got "),
          refused.getMessage());
    }
  }

  @Test
  void dependsOnTheTrace() throws Exception {
    String one = FloorCheck.digest(Operation.SET, cell("uniform:size=64M,operations=9,seed=1"));
    String other = FloorCheck.digest(Operation.SET, cell("uniform:size=64M,operations=9,seed=2"));
    assertNotEquals(one, other);
  }

  @Test
  void refusesAnOperationThatLeavesWritesOut() throws Exception {
    Cell cell = cell("uniform:size=64M,operations=9,seed=1");
    var refused =
        assertThrows(
            IllegalStateException.class, () -> FloorCheck.digest(Operation.SERIALIZE, cell));
    assertTrue(
        refused.getMessage().startsWith("a pass must hand over 9 ranges with sum "),
        refused.getMessage());
    assertTrue(refused.getMessage().endsWith("got 0 ranges with sum 0"), refused.getMessage());
  }
}
