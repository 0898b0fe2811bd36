package dev.dirtybench.workloads.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.WriteTrace;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SizedTraceTest {
  private static final WriteTrace TRACE =
      WriteTrace.builder("trace", "by hand", 10_000_000)
          .add(0, 1_000_000, 1000, TraceOperation.WRITE)
          .add(5, 2_000_000, 2000, TraceOperation.DISCARD)
          .build();

  private static OperationStream unsized(WriteTrace trace) {
    OperationStream whole = trace.stream();
    return new OperationStream() {
      @Override
      public TraceHead head() {
        return TraceHead.unsized("trace", "by hand");
      }

      @Override
      public int read(OperationBatch batch) throws IOException {
        return whole.read(batch);
      }

      @Override
      public List<String> remarks() {
        return List.of("as it was");
      }

      @Override
      public void close() {
        // Holds nothing.
      }
    };
  }

  @Test
  void aStatedSizeIsLeftAndTheTraceReadOnce() throws IOException {
    OperationStream stream = TRACE.stream();
    assertSame(stream, SizedTrace.open(() -> stream));
  }

  @Test
  void anUnstatedSizeIsFoundByASecondReading() throws IOException {
    OperationStream stream = SizedTrace.open(() -> unsized(TRACE));
    assertEquals(2 << 20, stream.head().deviceSize());
    assertEquals(2, stream.head().operations());
    assertEquals(Rows.of(TRACE.stream()), Rows.of(stream));
    assertEquals("as it was", stream.remarks().get(0));
    assertTrue(stream.remarks().get(1).contains("disk size not stated"));
  }

  @Test
  void whatCannotBeReadTwiceIsRefusedWithAnAdvice() throws IOException {
    OperationStream once = unsized(TRACE);
    OperationStream stream = SizedTrace.open(() -> once);
    TraceFormatException e =
        assertThrows(TraceFormatException.class, () -> stream.read(new OperationBatch()));
    assertTrue(e.getMessage().contains("--disk-size"), e.getMessage());
  }
}
