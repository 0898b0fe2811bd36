package dev.dirtybench.workloads;

import static dev.dirtybench.workloads.TraceOperation.DISCARD;
import static dev.dirtybench.workloads.TraceOperation.FLUSH;
import static dev.dirtybench.workloads.TraceOperation.WRITE;
import static dev.dirtybench.workloads.TraceOperation.WRITE_ZEROES;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WriteTraceTest {
  private static final long SIZE = 1 << 20;

  private static WriteTrace.Builder five() {
    return WriteTrace.builder("five", "made by hand", SIZE)
        .add(0, 0, 4096, WRITE)
        .add(10, 0, 0, FLUSH)
        .add(10, 8192, 512, DISCARD)
        .add(20, SIZE - 1, 1, WRITE_ZEROES)
        .add(30, 0, SIZE, WRITE);
  }

  @Test
  void holdsWhatWasAdded() {
    WriteTrace trace = five().comment("licence: CC0-1.0").build();
    assertEquals("five", trace.name());
    assertEquals("made by hand", trace.source());
    assertEquals(SIZE, trace.deviceSize());
    assertEquals(5, trace.size());
    assertEquals(4, trace.markCount());
    assertEquals(20, trace.timestampNs(3));
    assertEquals(SIZE - 1, trace.offset(3));
    assertEquals(512, trace.length(2));
    assertEquals(FLUSH, trace.operation(1));
    assertEquals(List.of("licence: CC0-1.0"), trace.comments());
    assertEquals("five (5 operations on 1048576 bytes)", trace.toString());
  }

  @Test
  void hasNoOperationOutsideItsIndices() {
    WriteTrace slice = five().build().slice(1, 3);
    assertThrows(IndexOutOfBoundsException.class, () -> slice.offset(2));
    assertThrows(IndexOutOfBoundsException.class, () -> slice.timestampNs(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> slice.slice(1, 3));
  }

  @Test
  void marksHoldTheRangesInOrderWithoutFlushes() {
    Marks marks = five().build().marks();
    assertEquals(4, marks.size());
    assertArrayEquals(new long[] {0, 8192, SIZE - 1, 0}, marks.offsets());
    assertArrayEquals(new long[] {4096, 512, 1, SIZE}, marks.lengths());
  }

  @Test
  void marksAreCopies() {
    WriteTrace trace = five().build();
    trace.marks().offsets()[1] = 77;
    assertEquals(8192, trace.offset(2));
    assertEquals(8192, trace.marks().offsets()[1]);
  }

  @Test
  void aSliceSeesItsPartOnly() {
    WriteTrace slice = five().build().slice(1, 4).slice(1, 3);
    assertEquals(2, slice.size());
    assertEquals(2, slice.markCount());
    assertEquals(10, slice.timestampNs(0));
    assertArrayEquals(new long[] {8192, SIZE - 1}, slice.marks().offsets());
    assertEquals(0, slice.slice(1, 1).size());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7})
  void windowsAreEqualButForOneAndFollowEachOther(int count) {
    WriteTrace trace = five().build();
    List<WriteTrace> windows = trace.windows(count);
    assertEquals(count, windows.size());
    List<Long> times = new ArrayList<>();
    for (WriteTrace window : windows) {
      assertEquals(5 / count, window.size(), 5 % count == 0 ? 0 : 1);
      for (int i = 0; i < window.size(); i++) {
        times.add(window.timestampNs(i));
      }
    }
    assertEquals(List.of(0L, 10L, 10L, 20L, 30L), times);
  }

  @Test
  void refusesZeroWindows() {
    assertThrows(IllegalArgumentException.class, () -> five().build().windows(0));
  }

  @ParameterizedTest
  @CsvSource({
    "29, 0, 1, WRITE, 'a time of 30 ns or later, as times do not go back, found 29'",
    "30, 0, 0, WRITE, 'a length of 1 or more for op W, found 0'",
    "30, 0, -1, DISCARD, 'a length of 1 or more for op D, found -1'",
    "30, -1, 1, WRITE, 'a range inside the device of 1048576 bytes, found offset -1 length 1'",
    "30, 1048576, 1, WRITE, "
        + "'a range inside the device of 1048576 bytes, found offset 1048576 length 1'",
    "30, 1, 1048576, WRITE, "
        + "'a range inside the device of 1048576 bytes, found offset 1 length 1048576'",
    "30, 9223372036854775807, 9223372036854775807, WRITE, "
        + "'a range inside the device of 1048576 bytes, "
        + "found offset 9223372036854775807 length 9223372036854775807'",
    "30, 0, 1, FLUSH, 'offset 0 and length 0 for a flush, found offset 0 and length 1'",
    "30, 1, 0, FLUSH, 'offset 0 and length 0 for a flush, found offset 1 and length 0'",
  })
  void refusesAnOperationThatBreaksTheRulesAndKeepsTheRest(
      long timestampNs, long offset, long length, TraceOperation operation, String fault) {
    WriteTrace.Builder builder = five();
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> builder.add(timestampNs, offset, length, operation));
    assertEquals("five operation 5: expected " + fault, e.getMessage());
    assertEquals(5, builder.build().size());
  }

  @Test
  void refusesATimeBeforeTheFirstRecord() {
    WriteTrace.Builder builder = WriteTrace.builder("t", "s", SIZE);
    assertThrows(IllegalArgumentException.class, () -> builder.add(-1, 0, 1, WRITE));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, WriteTrace.MAX_DEVICE_SIZE + 1})
  void refusesADiskOfImpossibleSize(long size) {
    assertThrows(IllegalArgumentException.class, () -> WriteTrace.builder("t", "s", size));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "two\nlines", "a\u0000b", "a\u0085b"})
  void refusesTextThatIsNotOneLine(String text) {
    assertThrows(IllegalArgumentException.class, () -> WriteTrace.builder(text, "s", SIZE));
    assertThrows(IllegalArgumentException.class, () -> WriteTrace.builder("t", text, SIZE));
    assertThrows(IllegalArgumentException.class, () -> five().comment(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"name: x", "device_size_bytes: 1", "source:x", "operations : 1"})
  void refusesACommentThatTheFileFormWouldTakeForItsOwn(String comment) {
    assertThrows(IllegalArgumentException.class, () -> five().comment(comment));
  }

  @Test
  void aBuilderBuildsOnce() {
    WriteTrace.Builder builder = five();
    builder.build();
    assertThrows(IllegalStateException.class, builder::build);
    assertThrows(IllegalStateException.class, () -> builder.add(40, 0, 1, WRITE));
  }

  @Test
  void growsToManyOperations() {
    WriteTrace.Builder builder = WriteTrace.builder("many", "counted", SIZE);
    for (int i = 0; i < 100_000; i++) {
      builder.add(i, i, 1 + i % 7, i % 3 == 0 ? DISCARD : WRITE);
    }
    WriteTrace trace = builder.build();
    assertEquals(100_000, trace.size());
    for (int i = 0; i < trace.size(); i++) {
      assertEquals(i, trace.timestampNs(i));
      assertEquals(i, trace.offset(i));
      assertEquals(1 + i % 7, trace.length(i));
      assertEquals(i % 3 == 0 ? DISCARD : WRITE, trace.operation(i));
    }
  }

  @Test
  void theFingerprintIsOfContentAlone() {
    String whole = five().build().contentSha256();
    WriteTrace.Builder renamed = WriteTrace.builder("other", "elsewhere", SIZE);
    WriteTrace five = five().build();
    for (int i = 0; i < five.size(); i++) {
      renamed.add(five.timestampNs(i), five.offset(i), five.length(i), five.operation(i));
    }
    assertEquals(whole, renamed.comment("remark").build().contentSha256());
    assertNotEquals(whole, five.slice(0, 4).contentSha256());
    // printf '1048576\n0,0,4096,W\n10,0,0,F\n' | sha256sum
    assertEquals(
        "57d3db27a6f3746b092479e7f730cd38ff6350a0c3ed66db43fec5d986e70ed1",
        five.slice(0, 2).contentSha256());
  }

  @Test
  void operationsHaveTheLettersOfTheFileForm() {
    for (TraceOperation operation : TraceOperation.values()) {
      assertEquals(operation, TraceOperation.ofCode(operation.code()));
      assertEquals(operation != FLUSH, operation.marks());
    }
    var e = assertThrows(IllegalArgumentException.class, () -> TraceOperation.ofCode('w'));
    assertEquals("expected op W, Z, D or F, found \"w\"", e.getMessage());
  }

  @Test
  void marksNeedAsManyLengthsAsOffsets() {
    assertThrows(IllegalArgumentException.class, () -> new Marks(new long[2], new long[1]));
  }
}
