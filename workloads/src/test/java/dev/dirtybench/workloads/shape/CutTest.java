package dev.dirtybench.workloads.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.WriteTrace;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CutTest {
  private static final WriteTrace TRACE =
      WriteTrace.builder("trace", "by hand", 10_000)
          .add(0, 0, 1000, TraceOperation.WRITE)
          .add(5, 500, 2000, TraceOperation.DISCARD)
          .add(5, 0, 0, TraceOperation.FLUSH)
          .add(9, 9000, 1000, TraceOperation.WRITE_ZEROES)
          .add(10, 0, 10_000, TraceOperation.WRITE)
          .build();

  private static final long ALL = Long.MAX_VALUE;

  private static OperationStream cut(long from, long to, long offset, long length, Cut.Origin o) {
    return new Cut(from, to, offset, length, o).of(TRACE.stream());
  }

  @Test
  void everythingIsTheWhole() throws IOException {
    OperationStream part = cut(0, ALL, 0, ALL, Cut.Origin.WHOLE);
    assertEquals(10_000, part.head().deviceSize());
    assertEquals(Rows.of(TRACE.stream()), Rows.of(part));
  }

  @Test
  void aTimeFromCountsAndATimeToDoesNot() throws IOException {
    assertEquals(
        List.of("5 500+2000 D", "5 0+0 F", "9 9000+1000 Z"),
        Rows.of(cut(5, 10, 0, ALL, Cut.Origin.WHOLE)));
  }

  @Test
  void operationsAreCutToTheRange() throws IOException {
    assertEquals(
        List.of("0 800+200 W", "5 800+400 D", "5 0+0 F", "10 800+400 W"),
        Rows.of(cut(0, ALL, 800, 400, Cut.Origin.WHOLE)));
  }

  @Test
  void aRebasedPartCountsFromItsOwnStart() throws IOException {
    OperationStream part = cut(5, ALL, 800, 400, Cut.Origin.PART);
    assertEquals(400, part.head().deviceSize());
    assertEquals(TraceHead.UNKNOWN, part.head().operations());
    assertEquals(List.of("0 0+400 D", "0 0+0 F", "5 0+400 W"), Rows.of(part));
  }

  @Test
  void aRangePastTheEndIsCutToTheDisk() throws IOException {
    OperationStream part = cut(9, ALL, 9500, 1L << 40, Cut.Origin.PART);
    assertEquals(500, part.head().deviceSize());
    assertEquals(List.of("0 0+500 Z", "1 0+500 W"), Rows.of(part));
  }

  @Test
  void aRangeThatIsNotOnTheDiskIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> cut(0, ALL, 10_000, 1, Cut.Origin.WHOLE));
    assertThrows(IllegalArgumentException.class, () -> cut(0, ALL, 0, 0, Cut.Origin.WHOLE));
    assertThrows(IllegalArgumentException.class, () -> cut(5, 5, 0, ALL, Cut.Origin.WHOLE));
  }
}
