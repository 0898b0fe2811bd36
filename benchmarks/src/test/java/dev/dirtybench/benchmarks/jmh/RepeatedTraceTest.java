package dev.dirtybench.benchmarks.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.WriteTrace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatedTraceTest {
  private static final WriteTrace TRACE =
      WriteTrace.builder("two", "made by a test", 4096)
          .add(5, 0, 1, TraceOperation.WRITE)
          .add(7, 1, 2, TraceOperation.DISCARD)
          .build();

  @Test
  void goesOnWhereTheRoundBeforeEnded() throws IOException {
    try (RepeatedTrace repeated = new RepeatedTrace(TRACE, 5)) {
      assertEquals(6, repeated.head().operations());
      List<Long> times = new ArrayList<>();
      OperationBatch batch = new OperationBatch(10);
      while (repeated.read(batch) > 0) {
        for (int i = 0; i < batch.size(); i++) {
          times.add(batch.timestamps()[i]);
        }
        batch.clear();
      }
      assertEquals(List.of(5L, 7L, 12L, 14L, 19L, 21L), times);
    }
  }

  @Test
  void isTheTraceItselfWhereThatIsLongEnough() throws IOException {
    try (RepeatedTrace repeated = new RepeatedTrace(TRACE, 2)) {
      OperationBatch batch = new OperationBatch(10);
      assertEquals(2, repeated.read(batch));
      assertEquals(0, repeated.read(batch));
    }
  }
}
