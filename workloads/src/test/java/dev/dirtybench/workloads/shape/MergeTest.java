package dev.dirtybench.workloads.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.WriteTrace;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergeTest {
  private static final WriteTrace A =
      WriteTrace.builder("a", "by hand", 10_000)
          .add(0, 0, 1, TraceOperation.WRITE)
          .add(7, 1, 1, TraceOperation.WRITE)
          .build();
  private static final WriteTrace B =
      WriteTrace.builder("b", "by hand", 20_000)
          .add(0, 100, 1, TraceOperation.DISCARD)
          .add(5, 0, 0, TraceOperation.FLUSH)
          .add(9, 15_000, 1, TraceOperation.WRITE)
          .build();

  @Test
  void theEarliestComesFirstAndOfOneTimeTheEarlierTrace() throws IOException {
    OperationStream merged = Merge.of(List.of(A.stream(), B.stream()), List.of(0L, 0L));
    assertEquals(20_000, merged.head().deviceSize());
    assertEquals(5, merged.head().operations());
    assertEquals("merged by time: a, b", merged.head().source());
    assertEquals(
        List.of("0 0+1 W", "0 100+1 D", "5 0+0 F", "7 1+1 W", "9 15000+1 W"), Rows.of(merged));
  }

  @Test
  void aShiftIsAddedToTheTimes() throws IOException {
    assertEquals(
        List.of("0 100+1 D", "5 0+0 F", "6 0+1 W", "9 15000+1 W", "13 1+1 W"),
        Rows.of(Merge.of(List.of(A.stream(), B.stream()), List.of(6L, 0L))));
  }

  @Test
  void shiftsThatDoNotFitAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> Merge.of(List.of(A.stream()), List.of(1L, 2L)));
    assertThrows(IllegalArgumentException.class, () -> Merge.of(List.of(A.stream()), List.of(-1L)));
  }
}
